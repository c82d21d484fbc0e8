/** Delivers to a bucket of S3. */
@NullMarked
package dev.inlet.delivery.s3;

import org.jspecify.annotations.NullMarked;
