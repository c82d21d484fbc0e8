@NullMarked
package dev.inlet.event.segment;

import org.jspecify.annotations.NullMarked;
