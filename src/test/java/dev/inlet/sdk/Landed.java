package dev.inlet.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import dev.inlet.process.LakeFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What of an SDK's events is in the lake. */
record Landed(List<JsonNode> records) {
  static Landed in(Path data) {
    return new Landed(new LakeFolder(data).events().stream().map(RunningInlet::json).toList());
  }

  /** What an SDK was asked to send, by what tells one record from another. */
  static Set<String> of(Sdk sdk, String n) {
    var all =
        new TreeSet<>(
            List.of(
                "Bought " + n,
                "profile u-" + n,
                "alias old-" + n,
                sdk.page() + " " + n,
                "$group g-" + n));
    for (int i = 0; i < 10; i++) {
      all.add("Batched " + i + " " + n);
    }
    return all;
  }

  /** Each of them, with the ids that it has; links that follow from an identify are left out. */
  Map<String, Set<String>> ids() {
    var ids = new TreeMap<String, Set<String>>();
    for (var record : records) {
      if (!record.path("id").asText().endsWith(":alias")) {
        ids.computeIfAbsent(name(record), added -> new TreeSet<>()).add(record.path("id").asText());
      }
    }
    return ids;
  }

  JsonNode named(String name) {
    return records.stream().filter(record -> name(record).equals(name)).findFirst().orElseThrow();
  }

  List<String> links() {
    var links = new ArrayList<String>();
    for (var record : records) {
      if (record.path("id").asText().endsWith(":alias")) {
        links.add(record.path("originalUserId").asText() + " " + record.path("newUserId").asText());
      }
    }
    return links;
  }

  private static String name(JsonNode record) {
    return switch (record.path("type").asText()) {
      case "profile" -> "profile " + record.path("userId").asText();
      case "alias" -> "alias " + record.path("originalUserId").asText();
      default -> {
        var metadata = record.path("metadata");
        var mark = metadata.has("groupId") ? metadata.get("groupId") : metadata.path("n");
        yield record.path("eventName").asText() + " " + mark.asText();
      }
    };
  }
}
