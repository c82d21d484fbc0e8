/** Tests of the bucket, against a strict stand-in for it. */
@NullMarked
package dev.inlet.delivery.s3;

import org.jspecify.annotations.NullMarked;
