package dev.inlet.delivery.firehose;

import dev.inlet.delivery.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs lines into as few records as their limit allows, each ending where a line does.
 *
 * <p>How far lines shrink is known only after they are compressed. So it takes as many as would fit
 * if they shrank like those before them, and fewer when that was too many.
 */
final class Packer {
  /** What Firehose takes as one record, before base64. */
  static final int RECORD_BYTES_MAX = 1000 * 1024;

  private static final double FIRST_GUESS = 0.25;

  /** Aims a little lower than the limit: to compress again costs more than a smaller record. */
  private static final double AIM = 0.95;

  private final int bytesMax;
  private volatile double shrinks = FIRST_GUESS;

  Packer(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /**
   * Packs whole lines. A line that no record can hold is a record of its own all the same, which is
   * larger than the limit.
   *
   * @param length how many bytes are lines; each of these ends with a line feed
   */
  List<Packet> pack(byte[] lines, int length, Compression compression) {
    var packets = new ArrayList<Packet>();
    for (int from = 0; from < length; ) {
      int to = end(lines, from, length, aim(compression));
      var bytes = compress(lines, from, to, compression);
      while (bytes.length > bytesMax && hasSeveral(lines, from, to)) {
        double fits = (to - from) * AIM * bytesMax / bytes.length;
        to = end(lines, from, to, Math.min(fits, (to - from) * AIM));
        bytes = compress(lines, from, to, compression);
      }
      shrinks = (double) bytes.length / (to - from);
      packets.add(new Packet(bytes));
      from = to;
    }
    return packets;
  }

  private double aim(Compression compression) {
    return compression == Compression.NONE ? bytesMax : bytesMax * AIM / shrinks;
  }

  /** Packs each half of the lines of a packet; a packet of one line stays as it is. */
  static List<Packet> halve(Packet packet, Compression compression) {
    var lines = lines(packet, compression);
    if (!hasSeveral(lines, 0, lines.length)) {
      return List.of(packet);
    }
    int middle = end(lines, 0, lines.length, lines.length / 2.0);
    return List.of(
        new Packet(compress(lines, 0, middle, compression)),
        new Packet(compress(lines, middle, lines.length, compression)));
  }

  /** The lines that a packet was made of. */
  static byte[] lines(Packet packet, Compression compression) {
    try (var in = compression.from(new ByteArrayInputStream(packet.bytes()))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where the last line ends that fits into so many bytes; at least one, but never all of several.
   */
  private static int end(byte[] lines, int from, int to, double fits) {
    if (to - from <= fits) {
      return to;
    }
    int end = from + (int) fits;
    while (end > from && lines[end - 1] != '\n') {
      end--;
    }
    return end > from ? end : afterFirst(lines, from, to);
  }

  private static int afterFirst(byte[] lines, int from, int to) {
    int end = from;
    while (end < to && lines[end] != '\n') {
      end++;
    }
    return Math.min(to, end + 1);
  }

  private static boolean hasSeveral(byte[] lines, int from, int to) {
    return afterFirst(lines, from, to) < to;
  }

  private static byte[] compress(byte[] lines, int from, int to, Compression compression) {
    if (compression == Compression.NONE) {
      return Arrays.copyOfRange(lines, from, to);
    }
    var out = new ByteArrayOutputStream((to - from) / 3 + 64);
    try (var compressed = compression.to(out)) {
      compressed.write(lines, from, to - from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
