package dev.inlet.ledger;

import dev.inlet.delivery.Ledger.Entry;
import dev.inlet.delivery.RawObjects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the ledgers of a stream say, those of this machine and those in the lake, by spool. */
final class Book {
  static final String LAKE = "_ledger/";

  private static final Pattern FILE =
      Pattern.compile("([0-9a-f]{12})/(\\d{4}-\\d\\d-\\d\\d)" + Pattern.quote(LedgerFolder.SUFFIX));

  private final Map<String, NavigableMap<Long, Entry>> spools = new TreeMap<>();
  private final Set<String> read = new HashSet<>();
  private final Scope scope;

  private Book(Scope scope) {
    this.scope = scope;
  }

  /** Reads the files whose days are asked about; of one that is in both places, ours. */
  static Book read(Path ledger, RawObjects lake, String stream, Scope scope) throws IOException {
    var book = new Book(scope);
    var folder = ledger.resolve(stream);
    if (Files.isDirectory(folder)) {
      try (var paths = Files.walk(folder)) {
        for (var path : paths.filter(Files::isRegularFile).sorted().toList()) {
          var name = folder.relativize(path).toString().replace('\\', '/');
          if (book.wants(name)) {
            book.read(name, Files.newInputStream(path));
          }
        }
      }
    }
    var prefix = LAKE + stream + "/";
    for (var object : lake.list(prefix)) {
      var name = object.key().substring(prefix.length());
      if (book.wants(name)) {
        book.read(name, lake.read(object.key()));
      }
    }
    return book;
  }

  Map<String, NavigableMap<Long, Entry>> spools() {
    return spools;
  }

  private boolean wants(String name) {
    var file = FILE.matcher(name);
    return file.matches() && scope.hasDay(file.group(2)) && !read.contains(name);
  }

  private void read(String name, InputStream in) throws IOException {
    read.add(name);
    var entries =
        spools.computeIfAbsent(name.substring(0, name.indexOf('/')), spool -> new TreeMap<>());
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        LedgerLine.decode(line).ifPresent(entry -> put(entries, entry));
      }
    }
  }

  /** A cut that was decided anew takes the place of those that it overlaps. */
  private static void put(NavigableMap<Long, Entry> entries, Entry entry) {
    var before = entries.lowerEntry(entry.first());
    if (before != null && before.getValue().last() >= entry.first()) {
      entries.remove(before.getKey());
    }
    entries.subMap(entry.first(), true, entry.last(), true).clear();
    entries.put(entry.first(), entry);
  }
}
