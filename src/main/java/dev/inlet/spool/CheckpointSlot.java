package dev.inlet.spool;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One of the two slots of the checkpoint file, 4096 bytes at 0 and at 4096; numbers are big-endian.
 *
 * <pre>
 * offset  bytes  what
 *      0      4  CRC32C of the rest, up to the end of the note
 *      4      4  version of the format, 1
 *      8      8  generation: the higher one is the newer
 *     16      8  delivered: every line below this sequence is
 *     24      4  length of the note, at most 2048
 *     28         note
 * </pre>
 *
 * <p>They are written in turn, so a torn one leaves the other, which is older: that costs
 * duplicates and loses nothing.
 */
record CheckpointSlot(long generation, Checkpoint checkpoint) {
  static final int BYTES = 4096;
  static final int VERSION = 1;

  private static final int NOTE_AT = 28;

  ByteBuffer encode() {
    var note = checkpoint.note();
    var slot = ByteBuffer.allocate(BYTES);
    slot.putInt(0).putInt(VERSION).putLong(generation).putLong(checkpoint.delivered());
    slot.putInt(note.length).put(note);
    slot.putInt(0, crc(slot, note.length));
    return slot.clear();
  }

  /** The slot in these bytes, or null when it is not whole. */
  static @Nullable CheckpointSlot decode(ByteBuffer slot) {
    int length = slot.getInt(24);
    if (length < 0 || length > Checkpoint.NOTE_BYTES_MAX || slot.getInt(0) != crc(slot, length)) {
      return null;
    }
    var note = new byte[length];
    slot.get(NOTE_AT, note);
    return new CheckpointSlot(slot.getLong(8), new Checkpoint(slot.getLong(16), note));
  }

  static int version(ByteBuffer slot) {
    return slot.getInt(4);
  }

  private static int crc(ByteBuffer slot, int noteLength) {
    return Checksum.CRC.of(0, slot.slice(4, NOTE_AT - 4 + noteLength));
  }
}
