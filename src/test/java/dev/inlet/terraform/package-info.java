/** Inlet on AWS, as far as it can be tried without an account. */
@NullMarked
package dev.inlet.terraform;

import org.jspecify.annotations.NullMarked;
