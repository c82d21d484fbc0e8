package dev.inlet.event.segment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.inlet.event.Checks;
import dev.inlet.event.Code;
import dev.inlet.event.RawString;
import dev.inlet.event.Values;
import org.jspecify.annotations.Nullable;

/**
 * Decides of a member of an event whether it holds what it should, or adds to the faults of the
 * scope.
 *
 * <p>Null, an empty text and a missing member are equal; so are an empty array and an empty object,
 * because PHP does not tell one from the other. An id may be an integer, and is then its digits.
 */
final class MemberCheck {
  private static final int CHARACTERS_MAX = 256;
  private static final int TIME_DIGITS_MAX = 15;
  private static final String STRING = "Send a JSON string.";
  private static final String OBJECT = "Send a JSON object.";

  private final Values values;
  private final Members events;
  private final Members contexts;

  MemberCheck(Values values, Members events, Members contexts) {
    this.values = values;
    this.events = events;
    this.contexts = contexts;
  }

  /** Whether a member is there, and neither null nor an empty text. */
  boolean isThere(int row, Member member) {
    int found = events.in(row, member);
    return found >= 0 && isThere(body(), events.at(found), events.length(found));
  }

  /** Whether a value is neither null nor an empty text. */
  static boolean isThere(byte[] text, int at, int length) {
    return text[at] != 'n' && (text[at] != '"' || length > 2);
  }

  /** What the event's type says that it is; null when it says nothing that is known. */
  @Nullable Kind kind(int row) {
    if (!isString(row, Member.TYPE)) {
      return null;
    }
    int at = at(row, Member.TYPE);
    var kind = Kind.named(body(), at + 1, at + length(row, Member.TYPE) - 1);
    if (kind == null) {
      fault(Member.TYPE, Code.UNKNOWN_TYPE);
    }
    return kind;
  }

  void string(int row, Member member) {
    if (isString(row, member)) {
      text(row, member);
    }
  }

  private boolean isString(int row, Member member) {
    if (!isThere(row, member)) {
      fault(member, Code.MISSING);
      return false;
    }
    boolean isString = body()[at(row, member)] == '"';
    if (!isString) {
      fault(member, Code.WRONG_TYPE, STRING);
    }
    return isString;
  }

  boolean requiredId(int row, Member member) {
    if (isThere(row, member)) {
      return id(row, member);
    }
    fault(member, Code.MISSING);
    return false;
  }

  boolean id(int row, Member member) {
    int at = at(row, member);
    if (body()[at] == '"') {
      return text(row, member);
    }
    int length = length(row, member);
    if (!isInteger(at, length)) {
      fault(member, Code.WRONG_TYPE, STRING);
    } else if (length > CHARACTERS_MAX) {
      fault(member, Code.TOO_LONG);
    } else {
      return true;
    }
    return false;
  }

  private boolean text(int row, Member member) {
    int at = at(row, member);
    var fault = Checks.text(body(), at + 1, at + length(row, member) - 1, CHARACTERS_MAX);
    if (fault != null) {
      fault(member, fault);
    }
    return fault == null;
  }

  private boolean isInteger(int at, int length) {
    int digits = body()[at] == '-' ? at + 1 : at;
    for (int i = digits; i < at + length; i++) {
      if (body()[i] < '0' || body()[i] > '9') {
        return false;
      }
    }
    return digits < at + length;
  }

  /** Whether two ids are the same: strings, or the digits of numbers. */
  boolean areSame(int row, Member one, Member other) {
    return text(at(row, one), length(row, one)).equals(text(at(row, other), length(row, other)));
  }

  private String text(int at, int length) {
    int quote = body()[at] == '"' ? 1 : 0;
    return String.valueOf(new RawString(body(), at + quote, at + length - quote).text());
  }

  void object(int row, Member member) {
    int found = events.in(row, member);
    if (found >= 0 && !isObject(events, found)) {
      fault(member, Code.WRONG_TYPE, OBJECT);
    }
  }

  /** The traits in the context, which count when the event itself has none. */
  void contextTraits(int row) {
    int own = events.in(row, Member.TRAITS);
    boolean hasOwn = own >= 0 && body()[events.at(own)] != 'n';
    int found = contexts.in(row, Member.TRAITS);
    if (found >= 0 && !hasOwn && !isObject(contexts, found)) {
      values.faultOf("context/traits", Code.WRONG_TYPE, OBJECT);
    }
  }

  /** Whether it is one, or what stands for an empty one. */
  private boolean isObject(Members members, int member) {
    return switch (body()[members.at(member)]) {
      case '{', 'n' -> true;
      case '[' -> members.length(member) == 2;
      default -> false;
    };
  }

  /** The time in a member that is there, in milliseconds; {@link IsoTime#NONE} when it is none. */
  long time(int row, Member member) {
    int at = at(row, member);
    int length = length(row, member);
    if (body()[at] == '"') {
      return IsoTime.millis(body(), at + 1, at + length - 1);
    }
    if (!isInteger(at, length)) {
      return IsoTime.NONE;
    }
    return length > TIME_DIGITS_MAX
        ? Long.MAX_VALUE
        : Long.parseLong(new String(body(), at, length, US_ASCII));
  }

  private int at(int row, Member member) {
    return events.at(events.in(row, member));
  }

  private int length(int row, Member member) {
    return events.length(events.in(row, member));
  }

  private byte[] body() {
    return values.tokens.body();
  }

  void fault(Member member, Code code) {
    fault(member, code, code.message());
  }

  void fault(Member member, Code code, String message) {
    values.faultOf(member.word(), code, message);
  }
}
