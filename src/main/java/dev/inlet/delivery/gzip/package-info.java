/** Writes gzip files as fast as lines of events allow; RFC 1951 and 1952 say what these are. */
@NullMarked
package dev.inlet.delivery.gzip;

import org.jspecify.annotations.NullMarked;
