package dev.inlet.lake;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A directory in memory, that refuses what was changed in between as Glue does. */
final class FakeDirectory implements TableDirectory {
  private final Outage outage;
  private final Map<String, Entry> entries = new TreeMap<>();
  private final Map<String, Description> descriptions = new TreeMap<>();
  private int versions;

  FakeDirectory(Outage outage) {
    this.outage = outage;
  }

  /** One that says the same, and is changed alone from then on. */
  FakeDirectory(FakeDirectory like, Outage outage) {
    this(outage);
    entries.putAll(like.entries);
    descriptions.putAll(like.descriptions);
    versions = like.versions;
  }

  /** Where the state of a table is, by the name of the table. */
  Map<String, String> states() {
    var states = new TreeMap<String, String>();
    entries.forEach((name, entry) -> states.put(name, entry.parameters().get("metadata_location")));
    return states;
  }

  Description description(String name) {
    return Objects.requireNonNull(descriptions.get(name));
  }

  String parameter(String name, String parameter) {
    return Objects.requireNonNull(entry(name).parameters().get(parameter));
  }

  private Entry entry(String name) {
    return Objects.requireNonNull(entries.get(name), name);
  }

  /** Has somebody else make a table. */
  void put(String name, Map<String, String> parameters) {
    entries.put(name, new Entry(Integer.toString(++versions), parameters, ""));
  }

  @Override
  public Optional<Entry> entry(String database, String table) throws IOException {
    outage.read();
    return Optional.ofNullable(entries.get(database + "." + table));
  }

  @Override
  public void add(Description table) throws IOException {
    outage.write(() -> {
      var name = table.database() + "." + table.table();
      if (entries.containsKey(name)) {
        throw new IOException(name + " is there");
      }
      descriptions.put(name, table);
      put(name, table.parameters());
    });
  }

  @Override
  public void move(Entry from, Description to) throws IOException {
    outage.write(() -> {
      var name = to.database() + "." + to.table();
      if (!entry(name).version().equals(from.version())) {
        throw new IOException(name + " was changed in between");
      }
      descriptions.put(name, to);
      var parameters = new HashMap<>(from.parameters());
      parameters.putAll(to.parameters());
      put(name, parameters);
    });
  }

  @Override
  public void close() {}
}
