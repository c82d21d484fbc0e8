/** Measures the running jar against a server that does nothing with what it reads. */
@NullMarked
package dev.inlet.bench;

import org.jspecify.annotations.NullMarked;
