/** Tests of what is cut, sent, repeated and committed. */
@NullMarked
package dev.inlet.delivery;

import org.jspecify.annotations.NullMarked;
