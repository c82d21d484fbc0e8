package dev.inlet.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What must not be stored with a refused body: the string after any name {@code writeKey}, also in
 * text that is not JSON, and the given literals.
 */
public final class Secrets {
  private static final byte[] NAME = Output.ascii("writeKey");
  private static final byte[] BLANK = Output.ascii("***");

  /** The literals by their first byte, as most bytes of a text are the first of none. */
  private final byte[][][] byFirst = new byte[256][][];

  /** Longer ones go first, so that of a key which starts with another one nothing stays. */
  public Secrets(List<byte[]> literals) {
    var longestFirst =
        literals.stream()
            .filter(literal -> literal.length > 0)
            .sorted(Comparator.comparingInt((byte[] literal) -> literal.length).reversed())
            .collect(Collectors.groupingBy(literal -> literal[0] & 0xff));
    Arrays.setAll(
        byFirst, first -> longestFirst.getOrDefault(first, List.of()).toArray(byte[][]::new));
  }

  /**
   * A copy of a text in which three stars stand for each secret.
   *
   * @param cut whether the text goes on elsewhere, so that a secret may have begun at its end
   */
  Output blank(byte[] text, int length, boolean cut) {
    var out = new Output(length + BLANK.length);
    int run = 0;
    int i = 0;
    while (i < length) {
      int from = i;
      int to = i;
      if (text[i] == '"') {
        from = keyStart(text, i, length);
        to = from < 0 ? i : stringEnd(text, from, length);
      }
      if (to == i) {
        from = i;
        to = literalEnd(text, i, length, cut);
      }
      if (to > i) {
        out.put(text, run, from).put(BLANK);
        run = to;
        i = to;
      } else {
        i++;
      }
    }
    return out.put(text, run, length);
  }

  /** Where the key begins after the quote at an index and the name; -1 when they are not there. */
  private static int keyStart(byte[] text, int quote, int length) {
    int at = quote + 1;
    for (byte wanted : NAME) {
      int next = character(text, at, length, wanted);
      if (next < 0) {
        return -1;
      }
      at = next;
    }
    at = past(text, at, length, '"');
    at = past(text, skipWhite(text, at, length), length, ':');
    return past(text, skipWhite(text, at, length), length, '"');
  }

  /** Goes past a character of the name, which may be escaped. */
  private static int character(byte[] text, int at, int length, byte wanted) {
    if (at < length && text[at] == wanted) {
      return at + 1;
    }
    if (at + 6 > length || text[at] != '\\' || text[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      unit = (unit << 4) | Character.digit(text[i] & 0xff, 16);
    }
    return unit == wanted ? at + 6 : -1;
  }

  private static int past(byte[] text, int at, int length, char wanted) {
    return at >= 0 && at < length && text[at] == wanted ? at + 1 : -1;
  }

  private static int skipWhite(byte[] text, int from, int length) {
    int at = from;
    while (at >= 0 && at < length && text[at] <= ' ' && text[at] >= 0) {
      at++;
    }
    return at;
  }

  private static int stringEnd(byte[] text, int from, int length) {
    int at = from;
    while (at < length && text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, length);
  }

  private int literalEnd(byte[] text, int from, int length, boolean cut) {
    for (var literal : byFirst[text[from] & 0xff]) {
      int to = Math.min(from + literal.length, length);
      boolean whole = to - from == literal.length;
      if ((whole || cut) && Arrays.equals(text, from, to, literal, 0, to - from)) {
        return to;
      }
    }
    return from;
  }
}
