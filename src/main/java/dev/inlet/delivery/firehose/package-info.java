/** Delivers to Amazon Data Firehose. */
@NullMarked
package dev.inlet.delivery.firehose;

import org.jspecify.annotations.NullMarked;
