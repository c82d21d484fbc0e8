package dev.inlet.delivery.s3;

import dev.inlet.delivery.Tally;
import java.nio.file.Path;

/**
 * An object that is ready to be sent.
 *
 * @param checksum CRC32C of its bytes, as S3 writes it
 * @param complete whether it holds every line of its range; damaged ones are not there any more
 */
record Parcel(Path file, Tally tally, String checksum, boolean complete) {}
