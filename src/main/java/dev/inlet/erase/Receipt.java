package dev.inlet.erase;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an erasure did, or would do: counts and salted hashes, and no id. */
public final class Receipt {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Instant at;
  private final boolean isWritten;
  private final List<String> hashes;
  private final Map<String, Long> lines = new TreeMap<>();
  private final Map<String, Long> rows = new TreeMap<>();
  private final Set<String> pending = new LinkedHashSet<>();
  private long objects;
  private long idsOfOthers;
  private long tableFiles;
  private long oldVersions;
  private long damagedLines;
  private long spoolLines;

  /**
   * @param at what was received before is erased
   * @param isWritten whether it did so
   */
  Receipt(Instant at, boolean isWritten, List<String> hashes) {
    this.at = at;
    this.isWritten = isWritten;
    this.hashes = hashes;
  }

  void object(String stream, Sieve sieve) {
    objects++;
    lines.merge(stream, sieve.lines(), Long::sum);
    idsOfOthers += sieve.ids();
  }

  void rows(Map<String, Long> more) {
    rows.putAll(more);
  }

  void tableFiles(long more) {
    tableFiles += more;
  }

  void oldVersion() {
    oldVersions++;
  }

  void damagedLines(long more) {
    damagedLines += more;
  }

  void spoolLines(long more) {
    spoolLines += more;
  }

  /** Something is not done, for this reason. */
  void pending(String what) {
    pending.add(what);
  }

  /** An object is as it was; it is said once, wherever it can't be read. */
  void pending(StoredObject.Unreadable object) {
    pending(String.valueOf(object.getMessage()));
  }

  /** Whether nothing is left to do. */
  public boolean isComplete() {
    return pending.isEmpty();
  }

  public String json() {
    var json =
        JSON.createObjectNode()
            .put("erasedAt", at.toString())
            .put("written", isWritten)
            .put("complete", isWritten && isComplete());
    hashes.forEach(json.putArray("ids")::add);
    var raw = json.putObject("raw").put("objects", objects);
    raw.put("events", lines.getOrDefault("events", 0L));
    raw.put("rejected", lines.getOrDefault("rejected", 0L));
    raw.put("idsInLinesOfOthers", idsOfOthers);
    raw.put("oldVersions", oldVersions);
    var spool = json.putObject("spool").put("lines", spoolLines);
    spool.put("damagedLines", damagedLines);
    if (isWritten) {
      var tables = json.putObject("tables");
      rows.forEach(tables::put);
      tables.put("filesDeleted", tableFiles);
    }
    pending.forEach(json.putArray("pending")::add);
    return json.toPrettyString();
  }
}
