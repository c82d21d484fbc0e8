/** Tests of what is written, by those who read it. */
@NullMarked
package dev.inlet.delivery.gzip;

import org.jspecify.annotations.NullMarked;
