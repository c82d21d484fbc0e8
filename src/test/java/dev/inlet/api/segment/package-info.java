@NullMarked
package dev.inlet.api.segment;

import org.jspecify.annotations.NullMarked;
