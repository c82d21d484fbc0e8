package dev.inlet.lake.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is who: each id's latest link, without those that close a cycle. */
final class Persons {
  private final Map<String, RawRecord> links = new HashMap<>();
  private final List<RawRecord> dropped = new ArrayList<>();

  /** A row of {@code processed.identities}. */
  record Identity(String userId, String personId, Instant linkedAt) {}

  Persons(List<RawRecord> records) {
    for (var each : RawRecord.once(records, "alias")) {
      if (!from(each).equals(to(each))) {
        links.merge(
            from(each),
            each,
            (one, other) -> RawRecord.BY_TIME.compare(one, other) >= 0 ? one : other);
      }
    }
    for (var start : List.copyOf(links.keySet())) {
      var cycle = cycleAt(start);
      if (!cycle.isEmpty()) {
        var latest = Collections.max(cycle, RawRecord.BY_TIME);
        links.remove(from(latest));
        dropped.add(latest);
      }
    }
  }

  /** The links of the cycle that this id is on; none when it is on none. */
  private List<RawRecord> cycleAt(String start) {
    var path = new ArrayList<RawRecord>();
    for (var at = start; links.containsKey(at) && path.size() < links.size(); ) {
      var link = links.get(at);
      path.add(link);
      at = to(link);
      if (at.equals(start)) {
        return path;
      }
    }
    return List.of();
  }

  String of(String userId) {
    var id = userId;
    while (links.containsKey(id)) {
      id = to(links.get(id));
    }
    return id;
  }

  List<Identity> identities() {
    var rows = new ArrayList<Identity>();
    new TreeMap<>(links)
        .forEach((id, link) -> rows.add(new Identity(id, of(id), link.occurredAt())));
    return rows;
  }

  /** The links that were dropped as they close a cycle. */
  List<RawRecord> dropped() {
    return dropped;
  }

  private static String from(RawRecord alias) {
    return alias.text("originalUserId");
  }

  private static String to(RawRecord alias) {
    return alias.text("newUserId");
  }
}
