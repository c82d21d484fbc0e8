package dev.inlet.ledger;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the name of an object says that was cut from a spool; Firehose's names say nothing. */
public record CutName(String key, String spool, long first, long last) {
  private static final Pattern NAME =
      Pattern.compile(".*/([0-9a-f]{12})-(\\d{20})-(\\d{20})\\.json(\\.gz|\\.zst)?");

  public static Optional<CutName> of(String key) {
    var name = NAME.matcher(key);
    return name.matches()
        ? Optional.of(
            new CutName(
                key, name.group(1), Long.parseLong(name.group(2)), Long.parseLong(name.group(3))))
        : Optional.empty();
  }

  String range() {
    return range(spool, first, last);
  }

  static String range(String spool, long first, long last) {
    return spool + '-' + first + '-' + last;
  }
}
