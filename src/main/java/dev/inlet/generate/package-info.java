/** A population of people who don't exist, and what they do, to try the lake on. */
@NullMarked
package dev.inlet.generate;

import org.jspecify.annotations.NullMarked;
