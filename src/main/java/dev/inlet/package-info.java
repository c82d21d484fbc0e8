/** Inlet: the only place that knows every package. */
@NullMarked
package dev.inlet;

import org.jspecify.annotations.NullMarked;
