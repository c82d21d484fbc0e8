package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** The raw objects that were generated, of which parts are put into other lakes. */
record RawHistory(Path lake) {
  private static final Pattern HOUR = Pattern.compile(".*/date=(.{10})/hour=(..)/.*");

  /** Puts what was received in this time into a lake as well. */
  void link(Instant from, Instant until, Path into) throws IOException {
    for (var object : objects()) {
      var at = receivedAt(object);
      if (!at.isBefore(from) && at.isBefore(until)) {
        var link = into.resolve(lake.relativize(object));
        Files.createDirectories(link.getParent());
        Files.createLink(link, object);
      }
    }
  }

  private List<Path> objects() throws IOException {
    try (var files = Files.walk(lake.resolve("raw"))) {
      return files.filter(file -> file.toString().endsWith(".gz")).toList();
    }
  }

  private static Instant receivedAt(Path object) {
    var found = HOUR.matcher(object.toString());
    if (!found.matches()) {
      throw new IllegalArgumentException("no hour is in " + object);
    }
    return LocalDateTime.parse(found.group(1) + "T" + found.group(2) + ":00")
        .toInstant(ZoneOffset.UTC);
  }
}
