package dev.inlet.standin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that keys have held, in buckets that keep versions; the last of them is what is there. */
final class Versions {
  /** What was there before the bucket kept versions has this id. */
  private static final String FIRST = "null";

  private final Buckets buckets;
  private final Map<String, NavigableMap<String, Deque<Version>>> kept = new HashMap<>();

  /**
   * What a key held.
   *
   * @param content null when it says that the object was deleted
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Version(String key, String id, byte @Nullable [] content, boolean isLatest) {}

  Versions(Buckets buckets) {
    this.buckets = buckets;
  }

  synchronized boolean areKept(String bucket) {
    return kept.containsKey(bucket);
  }

  synchronized void keep(String bucket) {
    var all = new TreeMap<String, Deque<Version>>();
    for (var key : buckets.sizes(bucket, "").keySet()) {
      buckets.get(bucket, key).ifPresent(content -> add(all, key, FIRST, content));
    }
    kept.putIfAbsent(bucket, all);
  }

  /** Puts an object; returns the id of its version when the bucket keeps them. */
  synchronized Optional<String> put(String bucket, String key, byte[] content) {
    buckets.put(bucket, key, content);
    return add(bucket, key, content);
  }

  /** Deletes an object, of which its versions stay. */
  synchronized Optional<String> delete(String bucket, String key) {
    buckets.delete(bucket, key);
    return add(bucket, key, null);
  }

  private Optional<String> add(String bucket, String key, byte @Nullable [] content) {
    var all = kept.get(bucket);
    if (all == null) {
      return Optional.empty();
    }
    var id = UUID.randomUUID().toString().replace("-", "");
    add(all, key, id, content);
    return Optional.of(id);
  }

  private static void add(
      NavigableMap<String, Deque<Version>> all, String key, String id, byte @Nullable [] content) {
    all.computeIfAbsent(key, none -> new ArrayDeque<>())
        .addFirst(new Version(key, id, content, false));
  }

  /** Deletes a version for ever; the one before it is what is there then. */
  synchronized void delete(String bucket, String key, String id) {
    var versions = versions(bucket, key);
    versions.removeIf(version -> version.id().equals(id));
    var latest = versions.peek();
    if (latest == null || latest.content() == null) {
      buckets.delete(bucket, key);
    } else {
      buckets.put(bucket, key, latest.content());
    }
  }

  synchronized Optional<Version> get(String bucket, String key, String id) {
    return versions(bucket, key).stream().filter(version -> version.id().equals(id)).findFirst();
  }

  private Deque<Version> versions(String bucket, String key) {
    return kept.getOrDefault(bucket, new TreeMap<>()).getOrDefault(key, new ArrayDeque<>());
  }

  /** Those of keys that start so, by key, and of a key the last one first. */
  synchronized List<Version> list(String bucket, String prefix) {
    var list = new ArrayList<Version>();
    if (!kept.containsKey(bucket)) {
      for (var key : buckets.sizes(bucket, prefix).keySet()) {
        buckets
            .get(bucket, key)
            .ifPresent(content -> list.add(new Version(key, FIRST, content, true)));
      }
      return list;
    }
    for (var versions : kept.getOrDefault(bucket, new TreeMap<>()).entrySet()) {
      if (versions.getKey().startsWith(prefix)) {
        for (var version : versions.getValue()) {
          boolean isLatest = version.equals(versions.getValue().peek());
          list.add(new Version(version.key(), version.id(), version.content(), isLatest));
        }
      }
    }
    return list;
  }
}
