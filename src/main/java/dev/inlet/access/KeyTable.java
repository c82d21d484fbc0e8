package dev.inlet.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.event.Secrets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that count, and those that did since the start: what is kept of a request may hold one
 * that is no longer in use. It does not change.
 */
final class KeyTable {
  private static final Owner NOBODY = new Owner.Unknown();

  private final List<Key> keys;
  private final ConstantTimeSearch search;
  private final Set<String> everKnown;
  private final Secrets secrets;

  private KeyTable(List<Key> keys, Set<String> everKnown) {
    this.keys = keys;
    this.search =
        new ConstantTimeSearch(keys.stream().map(key -> key.text().getBytes(UTF_8)).toList());
    this.everKnown = everKnown;
    this.secrets = new Secrets(everKnown.stream().map(text -> text.getBytes(UTF_8)).toList());
  }

  static KeyTable empty() {
    return new KeyTable(List.of(), Set.of());
  }

  /** A table with these keys in the place of its own; none of them may be there twice. */
  KeyTable with(List<Key> others) {
    var known = new LinkedHashSet<>(everKnown);
    others.forEach(key -> known.add(key.text()));
    return new KeyTable(List.copyOf(others), known);
  }

  /** The first key whose text another one before it has. */
  static Optional<Key> twice(List<Key> keys) {
    var texts = new HashSet<String>();
    return keys.stream().filter(key -> !texts.add(key.text())).findFirst();
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Who has this key; it is compared with every one, whichever it is. */
  Owner owner(byte[] presented) {
    int found = search.find(presented);
    return found < 0 ? NOBODY : keys.get(found).owner();
  }

  Secrets secrets() {
    return secrets;
  }
}
