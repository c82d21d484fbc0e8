package dev.inlet.generate;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.Contents;
import dev.inlet.delivery.Ledger;
import dev.inlet.delivery.LineHash;
import dev.inlet.delivery.RawObjects;
import dev.inlet.event.Lines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the lines of one stream as objects, at least one for each hour that has any. */
final class HourObjects {
  private static final long MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();
  private static final long OBJECT_BYTES_MAX = 64L << 20;

  private final RawObjects lake;
  private final String stream;
  private final String spool;
  private @Nullable Open open;
  private long next;

  HourObjects(RawObjects lake, String stream, String spool) {
    this.lake = lake;
    this.stream = stream;
    this.spool = spool;
  }

  /** How many lines it was given. */
  long lines() {
    return next;
  }

  /** Adds lines that were received then, and not before those that were added. */
  void add(Lines lines, long receivedAtMillis) throws IOException {
    if (lines.count() == 0) {
      return;
    }
    int hour = Math.toIntExact(receivedAtMillis / MILLIS_PER_HOUR);
    if (open != null && (open.hour != hour || open.bytes > OBJECT_BYTES_MAX)) {
      finish();
    }
    if (open == null) {
      open = new Open(hour, next);
    }
    open.add(Arrays.copyOf(lines.bytes(), lines.length()), lines.count(), receivedAtMillis);
    next += lines.count();
  }

  /** Writes what is not yet an object. */
  void finish() throws IOException {
    if (open != null) {
      open.finish();
      open = null;
    }
  }

  private final class Open {
    private final int hour;
    private final long first;
    private final Path file = Files.createTempFile("inlet-generate", ".json.gz");
    private final OutputStream out =
        Compression.GZIP.to(new BufferedOutputStream(Files.newOutputStream(file)));
    private Contents contents = Contents.NOTHING;
    private long bytes;

    private Open(int hour, long first) throws IOException {
      this.hour = hour;
      this.first = first;
    }

    private void add(byte[] lines, int count, long receivedAtMillis) throws IOException {
      out.write(lines);
      bytes += lines.length;
      contents = contents.plus(new Contents(count, LineHash.sum(lines, receivedAtMillis)));
    }

    private void finish() throws IOException {
      out.close();
      long last = first + contents.lines() - 1;
      var entry = Ledger.Entry.of(stream, spool, first, last, hour, Compression.GZIP, contents);
      lake.write("raw/" + entry.key(), file);
      Files.delete(file);
    }
  }
}
