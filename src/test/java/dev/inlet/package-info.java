/** Tests that concern the whole product. */
@NullMarked
package dev.inlet;

import org.jspecify.annotations.NullMarked;
