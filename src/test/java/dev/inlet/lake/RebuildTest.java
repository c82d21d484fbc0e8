package dev.inlet.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds of what is new, in any order of its arrival, and one of everything: the same rows. */
class RebuildTest {
  private static final int OBJECTS = 5;
  private static final int LINES = 12;
  private static final int USERS = 7;
  private static final long DAY = 86_400;

  private @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rowsDoNotDependOnWhatWasBuiltWhen(long seed) {
    assertNoDifference(seed, false);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void linksAreRefusedWhateverWasBuiltWhen(long seed) {
    assertNoDifference(seed, true);
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11})
  void rowsDoNotDependOnWhenLinksBeganToBeRefusedOrCeased(long seed) {
    var random = new Random(seed);
    var objects =
        IntStream.range(0, OBJECTS).mapToObj(i -> lines(random)).map(List::copyOf).toList();
    var order = IntStream.range(0, OBJECTS).boxed().toList();
    var merging = built("merging", objects, order, 1, false);
    var refusing = built("refusing", objects, order, 1, true);
    var turning = built("turning", objects, order, 2, false);

    turning.build(Order.NEWS.refusingMerges(true));
    assertThat(turning.everything()).isEqualTo(refusing.everything());
    turning.build(Order.NEWS.refusingMerges(false));
    assertThat(turning.everything()).isEqualTo(merging.everything());
  }

  private void assertNoDifference(long seed, boolean refusesMerges) {
    var random = new Random(seed);
    var objects =
        IntStream.range(0, OBJECTS).mapToObj(i -> lines(random)).map(List::copyOf).toList();
    var order = new ArrayList<>(IntStream.range(0, OBJECTS).boxed().toList());

    var first = built("first", objects, order, 1, refusesMerges);
    Collections.shuffle(order, random);
    var second = built("second", objects, order, 2, refusesMerges);
    var before = first.everything();
    first.rebuild();

    assertThat(second.everything()).as("another order").isEqualTo(before);
    assertThat(first.everything()).as("from all").isEqualTo(before);
  }

  /** Builds after each so many objects. */
  private LakeFixture built(
      String name,
      List<List<String>> objects,
      List<Integer> order,
      int objectsEach,
      boolean refusesMerges) {
    var lake = new LakeFixture(folder.resolve(name));
    for (int i = 0; i < OBJECTS; i++) {
      int number = order.get(i);
      lake.putAt(
          "raw/events/date=2026-11-21/hour=01/s-%d.json.gz".formatted(number),
          objects.get(number).toArray(String[]::new));
      if ((i + 1) % objectsEach == 0 || i == OBJECTS - 1) {
        lake.build(Order.NEWS.refusingMerges(refusesMerges));
      }
    }
    return lake;
  }

  private static List<String> lines(Random random) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < LINES; i++) {
      lines.add(line(random));
    }
    return lines;
  }

  /** Ids, times and users are few, so that they meet; some times are far away. */
  private static String line(Random random) {
    var id = "id" + random.nextInt(60);
    var user = "u" + random.nextInt(USERS);
    var receivedAt = "2026-11-21T0%d:00:00.000Z".formatted(random.nextInt(3));
    long back = random.nextInt(8) == 0 ? 500 : random.nextInt(40);
    long time = LakeFixture.NOW_SECONDS - back * DAY + random.nextInt(4) * 900L;
    var line =
        switch (random.nextInt(6)) {
          case 0 -> LakeFixture.alias(id, user, "u" + random.nextInt(USERS), time);
          case 1 ->
              LakeFixture.profile(
                  id,
                  user,
                  "{\"k%d\":%d,\"n\":null}".formatted(random.nextInt(3), random.nextInt(9)),
                  time);
          default -> LakeFixture.track(id, user, "e" + random.nextInt(3), time);
        };
    var sourced =
        random.nextInt(3) == 0 ? line.replace("\"type\"", "\"source\":\"web\",\"type\"") : line;
    return sourced.replace("2026-11-21T01:00:00.000Z", receivedAt);
  }
}
