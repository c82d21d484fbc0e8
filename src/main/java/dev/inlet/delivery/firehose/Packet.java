package dev.inlet.delivery.firehose;

/**
 * Lines as one record of Firehose, compressed.
 *
 * @param bytes a gzip member, a zstd frame, or the lines as they are
 */
@SuppressWarnings("ArrayRecordComponent")
record Packet(byte[] bytes) {
  /** Firehose bills each record as so many bytes, or the next multiple. */
  private static final int BILLED_BYTES = 5 * 1024;

  int size() {
    return bytes.length;
  }

  /** What Firehose bills for a record of this size. */
  static long billed(long size) {
    return (size + BILLED_BYTES - 1) / BILLED_BYTES * BILLED_BYTES;
  }
}
