@NullMarked
package dev.inlet.generate;

import org.jspecify.annotations.NullMarked;
