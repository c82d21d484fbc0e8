/** The tables in AWS Glue's catalog. */
@NullMarked
package dev.inlet.lake.glue;

import org.jspecify.annotations.NullMarked;
