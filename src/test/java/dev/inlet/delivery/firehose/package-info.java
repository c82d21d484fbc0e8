/** Tests of Firehose's sink, against clients that fail as Firehose does. */
@NullMarked
package dev.inlet.delivery.firehose;

import org.jspecify.annotations.NullMarked;
