package dev.inlet.ledger;

import dev.inlet.delivery.LineHash;
import dev.inlet.spool.Frame;

/** The hashes of the lines of a frame. */
final class FrameHashes {
  private final byte[] bytes;
  private final long receivedAtMillis;
  private final RecordReader record = new RecordReader();
  private int start;
  private int end = -1;
  private boolean isRecord;

  FrameHashes(Frame frame) {
    bytes = new byte[frame.lines().remaining()];
    frame.lines().duplicate().get(bytes);
    receivedAtMillis = frame.receivedAtMillis();
  }

  boolean next() {
    start = end + 1;
    if (start >= bytes.length) {
      return false;
    }
    end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    isRecord = record.read(bytes, start, end);
    return true;
  }

  long hash() {
    return LineHash.of(bytes, start, end, receivedAtMillis);
  }

  boolean isRefusedByFirehose() {
    return isRecord && record.isRefusedByFirehose();
  }
}
