package dev.inlet.delivery.gzip;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * Makes one gzip member of what is written to it; closing it ends the member.
 *
 * <p>Whatever the pieces in which the same bytes come, the member is the same. What was written is
 * with the stream below once this is closed: {@link #flush} passes on only what is complete, as to
 * cut a block short would cost bytes. It takes about half a MiB of the heap.
 *
 * <pre>
 * 1f 8b 08 00   gzip, deflate, no name and no comment
 * 00 00 00 00   no time, so that the same lines are the same bytes
 * 00 ff         no level, no system
 * blocks        see {@link Block}
 * crc           CRC32 of the bytes, 4 bytes, little endian
 * length        their number, modulo 2^32
 * </pre>
 */
public final class GzipOutput extends OutputStream {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /**
   * What is compressed at once. Each piece begins with its codes, some 100 bytes: half as many
   * bytes at once make the whole 0.2 % larger, twice as many do not make it smaller.
   */
  private static final int PIECE_BYTES = 160 * 1024;

  private static final int WINDOW_BYTES = Matches.DISTANCE_MAX + PIECE_BYTES;

  private final OutputStream out;
  private final CRC32 crc = new CRC32();
  private final byte[] window = new byte[WINDOW_BYTES + Long.BYTES];
  private final Sequences sequences = new Sequences();
  private final Matches matches = new Matches(window, sequences);
  private final Bits bits = new Bits(WINDOW_BYTES + Block.OVERHEAD_BYTES_MAX);
  private final Block block = new Block(window, sequences, bits);

  /** The window from here to its end is not yet compressed. */
  private int from;

  private int end;
  private long length;
  private boolean closed;

  public GzipOutput(OutputStream out) throws IOException {
    this.out = out;
    out.write(HEADER);
  }

  @Override
  public void write(int b) throws IOException {
    makeRoom();
    window[end++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    int at = offset;
    int left = count;
    while (left > 0) {
      makeRoom();
      int fits = Math.min(left, WINDOW_BYTES - end);
      System.arraycopy(bytes, at, window, end, fits);
      end += fits;
      at += fits;
      left -= fits;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      compress(true);
      bits.align();
      bits.put(crc.getValue(), Integer.SIZE);
      bits.put(length & 0xffffffffL, Integer.SIZE);
      bits.drain(out);
    }
  }

  private void makeRoom() throws IOException {
    if (closed) {
      throw new IOException("this stream is closed");
    }
    if (end == WINDOW_BYTES) {
      compress(false);
      slide();
    }
  }

  /** Compresses what is there, as one block or several. */
  private void compress(boolean last) throws IOException {
    crc.update(window, from, end - from);
    length += end - from;
    do {
      int to = matches.find(from, end);
      block.write(from, to, last && to == end);
      bits.drain(out);
      from = to;
    } while (from < end);
  }

  /** Keeps what later bytes may repeat, and makes room for these. */
  private void slide() {
    int by = end - Matches.DISTANCE_MAX;
    System.arraycopy(window, by, window, 0, Matches.DISTANCE_MAX);
    matches.slide(by);
    from -= by;
    end -= by;
  }
}
