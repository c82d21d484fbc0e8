/** Tests of what goes over HTTP. */
@NullMarked
package dev.inlet.api;

import org.jspecify.annotations.NullMarked;
