/** HTTP in, status out. */
@NullMarked
package dev.inlet.api;

import org.jspecify.annotations.NullMarked;
