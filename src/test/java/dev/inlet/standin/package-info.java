/** A strict stand-in for Firehose and S3, written from their public API references. */
@NullMarked
package dev.inlet.standin;

import org.jspecify.annotations.NullMarked;
