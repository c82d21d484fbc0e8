package dev.inlet.access;

import dev.inlet.event.Call;
import java.util.Set;
import java.util.regex.Pattern;

/** A write key. Nothing that it says of itself holds its text. */
final class Key {
  private static final Pattern TEXT = Pattern.compile("[^\\s,\\p{Cntrl}]+");

  private final String source;
  private final String text;
  private final Owner.Known owner;

  /**
   * @throws IllegalArgumentException when no client could send it
   */
  Key(String source, String text, Set<Call> calls) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a key is at least one character, without white space and commas");
    }
    this.source = source;
    this.text = text;
    this.owner = new Owner.Known(source, Set.copyOf(calls));
  }

  String source() {
    return source;
  }

  String text() {
    return text;
  }

  Owner.Known owner() {
    return owner;
  }
}
