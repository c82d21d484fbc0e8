/** Who may write, what, and how much. */
@NullMarked
package dev.inlet.access;

import org.jspecify.annotations.NullMarked;
