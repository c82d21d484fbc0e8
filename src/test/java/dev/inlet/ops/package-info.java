/** Tests of the meters. */
@NullMarked
package dev.inlet.ops;

import org.jspecify.annotations.NullMarked;
