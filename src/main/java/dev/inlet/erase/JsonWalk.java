package dev.inlet.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks the names, texts and whole numbers of JSON in order.
 *
 * <p>What was refused is often no JSON at all, or its beginning: so this takes any bytes, and finds
 * in them what has the form of a text or of a number. A text that is cut ends where the bytes do.
 */
final class JsonWalk {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int depth;
  private @Nullable String[] names = new @Nullable String[16];
  private int start;
  private boolean isName;
  private String text = "";

  JsonWalk(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** Moves to the next one; false when there is none. */
  boolean next() {
    while (at < end) {
      byte next = bytes[at];
      switch (next) {
        case '{' -> enter(null);
        case '[' -> enter(names[depth]);
        case '}', ']' -> leave();
        case '"' -> {
          readText();
          return true;
        }
        default -> {
          if (isOfNumber(next)) {
            if (readNumber()) {
              return true;
            }
          } else {
            at++;
          }
        }
      }
    }
    return false;
  }

  /** Where it begins, a text with its quote. */
  int start() {
    return start;
  }

  /** Where it ends. */
  int end() {
    return at;
  }

  /** Whether it is the name of a member, and not a content. */
  boolean isName() {
    return isName;
  }

  /** Of a text what it means; of a number its digits. */
  String text() {
    return text;
  }

  /** In how many objects and lists it is. */
  int depth() {
    return depth;
  }

  /** The name of the member that it is the content of, or that the list around it is. */
  @Nullable String name() {
    return names[depth];
  }

  /** The name of the outermost member that it is in. */
  @Nullable String member() {
    return depth == 0 ? null : names[1];
  }

  private void enter(@Nullable String name) {
    at++;
    depth++;
    if (depth == names.length) {
      names = Arrays.copyOf(names, 2 * depth);
    }
    names[depth] = name;
  }

  private void leave() {
    at++;
    depth = Math.max(0, depth - 1);
  }

  private void readText() {
    start = at;
    boolean isEscaped = false;
    int from = ++at;
    while (at < end && bytes[at] != '"') {
      isEscaped |= bytes[at] == '\\';
      at += bytes[at] == '\\' ? 2 : 1;
    }
    int to = Math.min(at, end);
    at = Math.min(at + 1, end);
    text = isEscaped ? unescaped(from, to) : new String(bytes, from, to - from, UTF_8);
    isName = isBeforeColon();
    if (isName) {
      names[depth] = text;
    }
  }

  private boolean isBeforeColon() {
    int next = at;
    while (next < end && bytes[next] <= ' ' && bytes[next] >= 0) {
      next++;
    }
    return next < end && bytes[next] == ':';
  }

  /** False when it is no whole number: nobody has such an id. */
  private boolean readNumber() {
    start = at;
    boolean isWhole = true;
    while (at < end && isOfNumber(bytes[at])) {
      isWhole &= isDigit(bytes[at]);
      at++;
    }
    text = new String(bytes, start, at - start, UTF_8);
    isName = false;
    return isWhole;
  }

  private static boolean isDigit(byte next) {
    return next >= '0' && next <= '9';
  }

  private static boolean isOfNumber(byte next) {
    return isDigit(next) || next == '-' || next == '+' || next == '.' || next == 'e' || next == 'E';
  }

  private String unescaped(int from, int to) {
    var plain = new StringBuilder();
    int run = from;
    for (int i = from; i < to; ) {
      if (bytes[i] != '\\') {
        i++;
        continue;
      }
      plain.append(new String(bytes, run, i - run, UTF_8));
      boolean isUnicode = i + 6 <= to && bytes[i + 1] == 'u';
      if (isUnicode) {
        plain.append(character(i + 2));
      } else if (i + 1 < to) {
        plain.append(control(bytes[i + 1]));
      }
      i += isUnicode ? 6 : 2;
      run = Math.min(i, to);
    }
    return plain.append(UTF_8.decode(ByteBuffer.wrap(bytes, run, to - run))).toString();
  }

  private char character(int from) {
    try {
      return (char) Integer.parseInt(new String(bytes, from, 4, UTF_8), 16);
    } catch (NumberFormatException e) {
      return '\ufffd';
    }
  }

  /** A quote, a slash and a backslash stand for themselves. */
  private static char control(byte escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) escaped;
    };
  }
}
