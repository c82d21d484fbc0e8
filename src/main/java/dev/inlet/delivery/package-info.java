/** Cuts batches, sends, retries, commits; the ports for what lies beyond. */
@NullMarked
package dev.inlet.delivery;

import org.jspecify.annotations.NullMarked;
