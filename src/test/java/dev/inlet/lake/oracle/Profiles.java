package dev.inlet.lake.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of people, each key as it was said last. */
final class Profiles {
  private Profiles() {}

  /** A row of {@code processed.profiles}. */
  record Profile(
      String personId, Map<String, JsonNode> attributes, Instant firstSeenAt, Instant updatedAt) {}

  static List<Profile> of(List<RawRecord> records, Persons persons) {
    var profiles = new TreeMap<String, List<RawRecord>>();
    for (var each : RawRecord.once(records, "profile")) {
      var person = persons.of(each.text("userId"));
      profiles.computeIfAbsent(person, id -> new ArrayList<>()).add(each);
    }
    return profiles.entrySet().stream()
        .map(entry -> merged(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Profile merged(String person, List<RawRecord> said) {
    var inOrder = said.stream().sorted(RawRecord.BY_TIME).toList();
    var attributes = new TreeMap<String, JsonNode>();
    for (var each : inOrder) {
      each.member("attributes")
          .properties()
          .forEach(entry -> attributes.put(entry.getKey(), entry.getValue()));
    }
    return new Profile(
        person, attributes, inOrder.getFirst().occurredAt(), inOrder.getLast().occurredAt());
  }
}
