package dev.inlet.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Puts lines into a spool and gets them out again, as the packages around it do. */
final class Client {
  private Client() {}

  static Appended append(Spool spool, String lines) throws Exception {
    return send(spool, lines).get(10, TimeUnit.SECONDS);
  }

  static List<String> read(Spool spool, long from) throws IOException {
    try (var reader = spool.read(from)) {
      return rest(reader);
    }
  }

  static List<String> rest(SpoolReader reader) throws IOException {
    var frames = new ArrayList<String>();
    for (var frame = reader.next(); frame != null; frame = reader.next()) {
      frames.add(UTF_8.decode(frame.lines()).toString());
    }
    return frames;
  }

  /** Appends without waiting. */
  static CompletableFuture<Appended> send(Spool spool, String lines) {
    var bytes = lines.getBytes(UTF_8);
    var told = new CompletableFuture<Appended>();
    int count = (int) lines.lines().count();
    spool.append(bytes, bytes.length, count, 1_000, told::complete);
    return told;
  }

  /** A line of this many bytes, its end included. */
  static String line(int number, int bytes) {
    var start = number + " ";
    return start + "x".repeat(bytes - start.length() - 1) + "\n";
  }

  static void deliver(Spool spool, long sequence) throws IOException {
    spool.commit(new Checkpoint(sequence, new byte[0]));
  }
}
