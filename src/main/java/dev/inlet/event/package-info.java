/**
 * What a client may say: reads a body in one pass over its bytes, checks it, encodes one line per
 * event.
 */
@NullMarked
package dev.inlet.event;

import org.jspecify.annotations.NullMarked;
