@NullMarked
package dev.inlet.event;

import org.jspecify.annotations.NullMarked;
