package dev.inlet.ledger;

import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.RawObjects.RawObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What {@code inlet replay objects} does: copies the objects of {@code raw/} under the same keys.
 * Those that are there with as many bytes are left alone, so it goes on where it was ended.
 */
public final class ReplayObjects {
  private static final String RAW = "raw/";

  private final RawObjects from;
  private final RawObjects to;
  private final Consumer<String> progress;

  /**
   * What came of it.
   *
   * @param objects found
   * @param there of these, in the other lake already
   * @param bytes of the others
   */
  public record Result(int objects, int there, long bytes) {}

  /**
   * @param progress is told how far it got
   */
  public ReplayObjects(RawObjects from, RawObjects to, Consumer<String> progress) {
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /**
   * Compares the two, and writes nothing unless told so.
   *
   * @param writes whether what is missing is copied
   */
  public Result run(boolean writes) throws IOException {
    var there = to.list(RAW).stream().collect(Collectors.toMap(RawObject::key, RawObject::bytes));
    var objects = from.list(RAW);
    var missing =
        objects.stream()
            .filter(object -> there.getOrDefault(object.key(), -1L) != object.bytes())
            .toList();
    long bytes = missing.stream().mapToLong(RawObject::bytes).sum();
    if (writes) {
      copy(missing, new Meter(bytes, progress));
    }
    return new Result(objects.size(), objects.size() - missing.size(), bytes);
  }

  private void copy(List<RawObject> objects, Meter meter) throws IOException {
    var temporary = Files.createTempFile("inlet-replay", ".object");
    try {
      for (var object : objects) {
        try (var in = from.read(object.key())) {
          Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
        }
        to.write(object.key(), temporary);
        meter.done(object.bytes());
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
