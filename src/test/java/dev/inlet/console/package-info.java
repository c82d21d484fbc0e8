/** Tests of what people see of a running process. */
@NullMarked
package dev.inlet.console;

import org.jspecify.annotations.NullMarked;
