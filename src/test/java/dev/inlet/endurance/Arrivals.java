package dev.inlet.endurance;

import dev.inlet.delivery.Compression;
import dev.inlet.process.LakeFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What arrived, line by line, held against what was promised.
 *
 * <p>A line is known by its id, and must be byte for byte what its event becomes.
 */
final class Arrivals {
  private static final int ID_START = "{\"id\":\"".length();
  private static final int UUID_LENGTH = 36;

  private final Promises promises;
  private final Map<UUID, Integer> seen = new HashMap<>();
  private long lines;
  private long distinct;
  private long foreign;

  private Arrivals(Promises promises) {
    this.promises = promises;
  }

  /** Reads the objects in a folder that is laid out as the lake is. */
  static Arrivals in(Path folder, Promises promises) throws IOException {
    var arrivals = new Arrivals(promises);
    for (var object : LakeFolder.objects(folder)) {
      arrivals.read(object);
    }
    return arrivals;
  }

  private void read(Path file) throws IOException {
    try (var plain = Compression.ofKey(file.toString()).from(Files.newInputStream(file));
        var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    }
  }

  private void add(String line) {
    lines++;
    var request = UUID.fromString(line.substring(ID_START, ID_START + UUID_LENGTH));
    int number = promises.acknowledged().getOrDefault(request, Events.number(line));
    int end = line.indexOf('"', ID_START);
    int index = Integer.parseInt(line, ID_START + UUID_LENGTH + 1, end, 10);
    boolean isOurs = promises.acknowledged().containsKey(request) || promises.isUnanswered(number);
    if (!isOurs || !line.equals(Events.line(request, number, index))) {
      foreign++;
      return;
    }
    int before = seen.getOrDefault(request, 0);
    int after = before | 1 << index;
    distinct += before == after ? 0 : 1;
    seen.put(request, after);
  }

  long lines() {
    return lines;
  }

  /** Lines without those that are there once more. */
  long distinct() {
    return distinct;
  }

  long again() {
    return lines - distinct - foreign;
  }

  /** Lines that nobody sent, or sent otherwise. */
  long foreign() {
    return foreign;
  }

  /** Events that were acknowledged and are not there. */
  long missing() {
    return promises.acknowledged().keySet().stream()
        .mapToLong(request -> Events.IN_BODY - Integer.bitCount(seen.getOrDefault(request, 0)))
        .sum();
  }
}
