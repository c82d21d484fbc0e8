/** Tests of the models, and of the engine that computes them. */
@NullMarked
package dev.inlet.lake;

import org.jspecify.annotations.NullMarked;
