/** Health, metrics, and the drain at shutdown. */
@NullMarked
package dev.inlet.ops;

import org.jspecify.annotations.NullMarked;
