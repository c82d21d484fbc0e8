package dev.inlet;

import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.lake.Lake;
import dev.inlet.ledger.CutName;
import dev.inlet.ledger.LetGo;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lets raw objects of a folder go that have been kept for as long as is wanted.
 *
 * <p>An object goes when the hour of receipt that its key names ended so many days ago, it is named
 * after sequences, so that the ledger can tell what went, and it is in the tables. The ledger is
 * told first, so that it does not take for lost what went.
 */
final class RawKeeping {
  private static final Pattern KEY =
      Pattern.compile("raw/\\w+/date=(\\d{4}-\\d\\d-\\d\\d)/hour=(\\d\\d)/[^/]+");
  private static final Duration HOUR = Duration.ofHours(1);

  private final DirectoryObjects raw;
  private final Lake lake;

  RawKeeping(DirectoryObjects raw, Lake lake) {
    this.raw = raw;
    this.lake = lake;
  }

  /**
   * Deletes those that are older.
   *
   * @return how many they were
   */
  long letGo(int days, Instant now) throws IOException {
    var until = now.minus(Duration.ofDays(days));
    var old = new ArrayList<String>();
    raw.each(
        "raw/",
        object -> {
          if (isBefore(object.key(), until)) {
            old.add(object.key());
          }
        });
    var gone = new ArrayList<String>();
    if (!old.isEmpty()) {
      lake.takeSeen(old, seen -> delete(seen, gone));
    }
    return gone.size();
  }

  private void delete(List<String> seen, List<String> gone) throws IOException {
    for (var key : LetGo.note(raw, seen)) {
      raw.delete(key);
      gone.add(key);
    }
  }

  private static boolean isBefore(String key, Instant until) {
    var parts = KEY.matcher(key);
    try {
      return parts.matches()
          && CutName.of(key).isPresent()
          && !Instant.parse("%sT%s:00:00Z".formatted(parts.group(1), parts.group(2)))
              .plus(HOUR)
              .isAfter(until);
    } catch (DateTimeException noTime) {
      return false;
    }
  }
}
