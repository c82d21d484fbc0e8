/** Tables from raw objects: models in SQL, the engine that computes them, and their catalog. */
@NullMarked
package dev.inlet.lake;

import org.jspecify.annotations.NullMarked;
