package dev.inlet.delivery.firehose;

import dev.inlet.delivery.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Where batches are read again and packed: no more of them at once than there are cores, so that
 * the memory for lines does not follow how many batches are on their way.
 */
final class Bench {
  private final BlockingQueue<byte[]> free;
  private final Packer packer = new Packer(Packer.RECORD_BYTES_MAX);

  Bench() {
    int places = Runtime.getRuntime().availableProcessors();
    free = new ArrayBlockingQueue<>(places);
    for (int place = 0; place < places; place++) {
      free.add(new byte[0]);
    }
  }

  Parcel pack(Batch batch) throws IOException, InterruptedException {
    var lines = free.take();
    try {
      int length = 0;
      long count = 0;
      try (var frames = batch.frames()) {
        var frame = frames.next();
        while (frame != null && frame.first() <= batch.last()) {
          int more = frame.lines().remaining();
          lines = withRoom(lines, length, more);
          frame.lines().get(lines, length, more);
          length += more;
          count += frame.count();
          frame = frames.next();
        }
      }
      var packets = packer.pack(lines, length, batch.compression());
      return new Parcel(calls(packets), batch.compression(), count, length);
    } finally {
      free.add(lines);
    }
  }

  static boolean isTooLarge(Packet packet) {
    return packet.size() > Packer.RECORD_BYTES_MAX;
  }

  /** What is too large for a record has a call of its own, which is never made. */
  private static List<List<Packet>> calls(List<Packet> packets) {
    var fit = packets.stream().filter(packet -> !isTooLarge(packet)).toList();
    var calls = new ArrayList<>(CallLimits.PUT_RECORD_BATCH.cut(fit));
    packets.stream().filter(Bench::isTooLarge).map(List::of).forEach(calls::add);
    return calls;
  }

  private static byte[] withRoom(byte[] lines, int length, int more) {
    if (lines.length - length >= more) {
      return lines;
    }
    long wanted = Math.max((long) length + more, Firehose.BATCH_BYTES_MAX);
    return Arrays.copyOf(lines, Math.toIntExact(wanted));
  }
}
