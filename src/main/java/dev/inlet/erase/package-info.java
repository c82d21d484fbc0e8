/** Takes all that is known of a person out of a lake. */
@NullMarked
package dev.inlet.erase;

import org.jspecify.annotations.NullMarked;
