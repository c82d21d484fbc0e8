package dev.inlet.spool;

/**
 * How far delivery got.
 *
 * @param delivered every line below this sequence is delivered
 * @param note what the deliverer wants to remember with it, at most {@link #NOTE_BYTES_MAX} bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Checkpoint(long delivered, byte[] note) {
  public static final int NOTE_BYTES_MAX = 2048;
}
