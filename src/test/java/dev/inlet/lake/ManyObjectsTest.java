package dev.inlet.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trickle makes an object every five seconds, for years. */
class ManyObjectsTest {
  private static final int OBJECTS = 200_000;
  private static final int OBJECTS_AN_HOUR = 720;
  private static final String HEAP = "-Xmx32m";

  private @TempDir Path folder;

  @Test
  @Timeout(120)
  void needNoMemoryOnceTheyAreInTheTables() throws Exception {
    var lake = new LakeFixture(folder);
    lake.put(LakeFixture.track("1", "ada", "buy", LakeFixture.NOW_SECONDS));
    lake.build();
    var keys = IntStream.range(0, OBJECTS).mapToObj(Trickle::key).toList();
    try (var catalog = Catalog.open(lake.warehouse())) {
      catalog.begin();
      catalog.commit(
          new Catalog.Change("trickle", 0, 0, Map.of(), null, keys, List.of(), List.of()));
    }

    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var build =
        new ProcessBuilder(
                java,
                HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ManyObjectsTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(build.getInputStream().readAllBytes(), UTF_8);

    assertThat(build.waitFor()).as(said).isZero();
    assertThat(said).contains(Built.NOTHING.toString());
  }

  /** Builds the tables of a folder. */
  public static void main(String... arguments) throws IOException {
    var clock = Clock.fixed(LakeFixture.NOW, ZoneOffset.UTC);
    var lake = new Lake(Path.of(arguments[0]), clock, new Resources(256L << 20, 2));
    System.out.println(lake.build(new Trickle(), Order.NEWS, stage -> {}));
  }

  /** Objects that are listed, and not read any more. */
  private static final class Trickle implements RawObjects {
    private static String key(int number) {
      int hours = number / OBJECTS_AN_HOUR;
      return "raw/events/date=2026-%02d-%02d/hour=%02d/0123456789ab-%020d-%020d.json.gz"
          .formatted(hours / 24 / 28 + 1, hours / 24 % 28 + 1, hours % 24, number, number);
    }

    @Override
    public void each(String prefix, Taker taker) throws IOException {
      for (int number = 0; number < OBJECTS; number++) {
        if (key(number).startsWith(prefix)) {
          taker.take(new RawObject(key(number), 1));
        }
      }
    }

    @Override
    public InputStream read(String key) {
      throw new UnsupportedOperationException(key);
    }

    @Override
    public void write(String key, Path content) {
      throw new UnsupportedOperationException(key);
    }
  }
}
