package dev.inlet.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps what it is sent, when its script says that it takes it. */
final class FakeSink implements Sink {
  /** The bytes of each object, as text; compressed ones are not text. */
  final Map<String, String> objects = new ConcurrentSkipListMap<>();

  /** The keys of all attempts, in order. */
  final List<String> attempts = new CopyOnWriteArrayList<>();

  /** What becomes of an attempt: taken, unless a test says otherwise. */
  volatile Function<Batch, Outcome> script = FakeSink::take;

  @Override
  public Outcome send(Batch batch) {
    attempts.add(batch.key());
    var outcome = script.apply(batch);
    if (outcome instanceof Outcome.Delivered) {
      objects.put(batch.key(), text(batch));
    }
    return outcome;
  }

  static Outcome take(Batch batch) {
    return new Outcome.Delivered(write(batch, new ByteArrayOutputStream()));
  }

  private static String text(Batch batch) {
    var bytes = new ByteArrayOutputStream();
    write(batch, bytes);
    return bytes.toString(UTF_8);
  }

  private static Tally write(Batch batch, ByteArrayOutputStream out) {
    try {
      return batch.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
