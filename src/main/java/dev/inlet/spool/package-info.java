/** Keeps lines on disk until they are delivered; the only user of {@code FileChannel}. */
@NullMarked
package dev.inlet.spool;

import org.jspecify.annotations.NullMarked;
