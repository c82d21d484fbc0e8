package dev.inlet.lake.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who is who: each id's latest link, without those that close a cycle, or merge profiles. */
final class Persons {
  private final Map<String, RawRecord> links = new HashMap<>();
  private final List<RawRecord> dropped = new ArrayList<>();
  private final List<Identity> merging = new ArrayList<>();

  /** A row of {@code processed.identities}. */
  record Identity(String userId, String personId, Instant linkedAt) {}

  Persons(List<RawRecord> records, boolean refusesMerges) {
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
    var profiles = new HashMap<String, Set<String>>();
    for (var each : RawRecord.once(records, "profile")) {
      var id = each.text("userId");
      profiles.computeIfAbsent(of(id), person -> new HashSet<>()).add(id);
    }
    for (var row : identities()) {
      var ofPerson = profiles.getOrDefault(row.personId(), Set.of());
      if (ofPerson.size() > 1 && ofPerson.contains(row.userId())) {
        merging.add(row);
      }
    }
    if (refusesMerges) {
      merging.forEach(row -> links.remove(row.userId()));
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

  /** The links that make one person of several with a profile, and whom. */
  List<Identity> merging() {
    return merging;
  }

  private static String from(RawRecord alias) {
    return alias.text("originalUserId");
  }

  private static String to(RawRecord alias) {
    return alias.text("newUserId");
  }
}
