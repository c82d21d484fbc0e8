/**
 * What clients that speak Segment's protocol may say: reads their bodies in the same one pass,
 * holds them to the same rules, and encodes the same records.
 */
@NullMarked
package dev.inlet.event.segment;

import org.jspecify.annotations.NullMarked;
