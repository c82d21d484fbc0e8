/** Tests of the jar as people run it: in a process of its own, over real connections. */
@NullMarked
package dev.inlet.process;

import org.jspecify.annotations.NullMarked;
