/** Long runs of the jar against a stand-in on which much goes wrong; their size is a parameter. */
@NullMarked
package dev.inlet.endurance;

import org.jspecify.annotations.NullMarked;
