/** Delivers to a local folder that is laid out as the bucket is. */
@NullMarked
package dev.inlet.delivery.directory;

import org.jspecify.annotations.NullMarked;
