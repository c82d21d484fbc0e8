package dev.inlet.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Names against sets of strings, one for each open object. */
class NamesTest {
  private static final int NAMES = 60;

  /** Names of five characters, each written twice: with an escape in 10 bytes, and plainly. */
  private static byte[] body() {
    var body = new StringBuilder();
    for (int i = 0; i < NAMES; i++) {
      body.append("\\u0030%04d0%04d".formatted(i, i));
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 300)
  void knowsWhichNamesAnOpenObjectHas(@ForAll Random random) {
    var body = body();
    var names = new Names();
    for (int round = 0; round < 3; round++) {
      names.clear(body);
      List<Set<String>> open = new ArrayList<>();
      for (int step = 0; step < 400; step++) {
        if (open.isEmpty() || (random.nextInt(20) == 0 && open.size() < Path.LEVELS_MAX)) {
          open.add(new HashSet<>());
          names.open(open.size());
        } else if (random.nextInt(25) == 0) {
          names.close(open.size());
          open.remove(open.size() - 1);
        } else {
          boolean escaped = random.nextBoolean();
          int start = 15 * random.nextInt(NAMES) + (escaped ? 0 : 10);
          int end = start + (escaped ? 10 : 5);
          var name = String.valueOf(new RawString(body, start, end).text());

          int level = open.size();
          boolean isNew =
              escaped ? names.addEscaped(level, start, end) : names.add(level, start, end - start);
          assertThat(isNew).isEqualTo(open.get(level - 1).add(name));
        }
      }
    }
  }
}
