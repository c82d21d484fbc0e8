package dev.inlet.delivery;

import dev.inlet.spool.SpoolReader;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lines of one hour that are delivered together: a range of the spool, read again by whoever sends
 * it, so that memory does not follow the size of a batch.
 */
public interface Batch {
  /** Where it goes below {@code raw/}: it follows from the cut alone, so it never changes. */
  String key();

  long first();

  long last();

  /** How its lines are compressed: part of the cut, as the ending of the key is. */
  Compression compression();

  /** A reader that starts at the first line; the caller stops after the last, and closes it. */
  SpoolReader frames() throws IOException;

  /**
   * Writes the bytes of the object that the key names, and leaves the stream open. The same batch
   * gives the same bytes, as long as its records are not damaged.
   */
  default Tally writeTo(OutputStream out) throws IOException {
    var object = new ObjectStream(out, compression());
    try (object;
        var frames = frames()) {
      var frame = frames.next();
      while (frame != null && frame.first() <= last()) {
        object.write(frame);
        frame = frames.next();
      }
    }
    return object.tally();
  }
}
