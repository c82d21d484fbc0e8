/** Tests of erasures. */
@NullMarked
package dev.inlet.erase;

import org.jspecify.annotations.NullMarked;
