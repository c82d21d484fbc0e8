package dev.inlet.delivery;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The open cuts, as they are kept in the note of a checkpoint.
 *
 * <pre>
 * offset  bytes  what
 *      0      1  version, 1
 *      1      1  how many cuts follow, at most 8
 *      2     21  a cut, in the order of the spool:
 *     +0      8    first sequence
 *     +8      8    last sequence
 *    +16      4    hour of the epoch
 *    +20      1    code of the compression
 * </pre>
 *
 * Numbers are big-endian. An empty note means that there are none. What this program can not read,
 * it refuses: a cut that is guessed would put lines under a second key.
 */
final class CutsNote {
  static final int CUTS_MAX = 8;

  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 2;
  private static final int CUT_BYTES = 21;

  private CutsNote() {}

  static byte[] encode(List<Cut> cuts) {
    if (cuts.size() > CUTS_MAX) {
      throw new IllegalArgumentException(
          "%d cuts are open, of at most %d".formatted(cuts.size(), CUTS_MAX));
    }
    var note = ByteBuffer.allocate(HEADER_BYTES + cuts.size() * CUT_BYTES);
    note.put((byte) VERSION).put((byte) cuts.size());
    for (var cut : cuts) {
      note.putLong(cut.first()).putLong(cut.last()).putInt(cut.hour());
      note.put((byte) cut.compression().code());
    }
    return note.array();
  }

  static List<Cut> decode(byte[] bytes) {
    if (bytes.length == 0) {
      return List.of();
    }
    var note = ByteBuffer.wrap(bytes);
    int version = note.get();
    if (version != VERSION) {
      throw unreadable("the version is " + version);
    }
    if (bytes.length < HEADER_BYTES || bytes.length != HEADER_BYTES + bytes[1] * CUT_BYTES) {
      throw unreadable("the length is %d".formatted(bytes.length));
    }
    var cuts = new ArrayList<Cut>();
    for (int left = note.get(); left > 0; left--) {
      cuts.add(new Cut(note.getLong(), note.getLong(), note.getInt(), compression(note.get())));
    }
    return List.copyOf(cuts);
  }

  private static Compression compression(int code) {
    for (var compression : Compression.values()) {
      if (compression.code() == code) {
        return compression;
      }
    }
    throw unreadable("the code of a compression is " + code);
  }

  private static IllegalStateException unreadable(String why) {
    return new IllegalStateException(
        ("the spool's checkpoint was written by a newer Inlet: of its note, %s, and this one reads"
                + " version %d; start that Inlet, or one that is newer")
            .formatted(why, VERSION));
  }
}
