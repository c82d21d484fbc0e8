/**
 * Segment's protocol over HTTP: its paths, its answers, and the settings that its clients ask for.
 */
@NullMarked
package dev.inlet.api.segment;

import org.jspecify.annotations.NullMarked;
