package dev.inlet.event.segment;

import dev.inlet.event.Checks;
import dev.inlet.event.Code;
import dev.inlet.event.RawString;
import dev.inlet.event.Values;
import org.jspecify.annotations.Nullable;

/**
 * Decides of an event that was read what it is, whose and of when.
 *
 * <p>Only what goes into its record is looked at; the rest of it is kept as it came. Null, an empty
 * text and a missing member are equal; so are an empty array and an empty object, because PHP does
 * not tell one from the other. An id may be an integer, and is then its digits.
 */
final class EventCheck {
  private static final int ID_CHARACTERS_MAX = 256;
  private static final int TIME_DIGITS_MAX = 15;
  private static final long TIME_MAX = 253402300799999L;
  private static final String STRING = "Send a JSON string.";
  private static final String OBJECT = "Send a JSON object.";
  private static final String USER_OR_ANONYMOUS =
      "Send userId, or anonymousId as long as the user is not known.";
  private static final String PREVIOUS_OR_ANONYMOUS =
      "Send previousId: the id that the user had before.";

  private final Values values;
  private final Members events;
  private final Members contexts;
  private final Decisions decisions;

  EventCheck(Values values, Members events, Members contexts, Decisions decisions) {
    this.values = values;
    this.events = events;
    this.contexts = contexts;
    this.decisions = decisions;
  }

  /**
   * Decides, or adds to the faults of the scope; the path is at the event.
   *
   * @param posted what was posted; null when the event's type says it
   */
  void check(int row, @Nullable Kind posted) {
    var kind = posted == null ? type(row) : posted;
    if (kind == null) {
      return;
    }
    decisions.kind(row, kind);
    if (isThere(row, Member.MESSAGE_ID)) {
      id(row, Member.MESSAGE_ID);
    }
    object(row, Member.CONTEXT);
    switch (kind) {
      case TRACK -> {
        eventName(row);
        object(row, Member.PROPERTIES);
      }
      case PAGE, SCREEN -> object(row, Member.PROPERTIES);
      case GROUP -> {
        required(row, Member.GROUP_ID, Code.MISSING.message());
        object(row, Member.TRAITS);
      }
      case IDENTIFY -> {
        object(row, Member.TRAITS);
        contextTraits(row);
      }
      case ALIAS -> {}
    }
    people(row, kind);
    time(row);
  }

  private @Nullable Kind type(int row) {
    if (!isThere(row, Member.TYPE)) {
      fault(Member.TYPE, Code.MISSING, Code.MISSING.message());
      return null;
    }
    int at = at(row, Member.TYPE);
    if (body()[at] != '"') {
      fault(Member.TYPE, Code.WRONG_TYPE, STRING);
      return null;
    }
    var kind = Kind.named(body(), at + 1, at + length(row, Member.TYPE) - 1);
    if (kind == null) {
      fault(Member.TYPE, Code.UNKNOWN_TYPE, Code.UNKNOWN_TYPE.message());
    }
    return kind;
  }

  private void eventName(int row) {
    if (!isThere(row, Member.EVENT)) {
      fault(Member.EVENT, Code.MISSING, Code.MISSING.message());
    } else if (body()[at(row, Member.EVENT)] != '"') {
      fault(Member.EVENT, Code.WRONG_TYPE, STRING);
    } else {
      text(row, Member.EVENT);
    }
  }

  private void people(int row, Kind kind) {
    switch (kind) {
      case ALIAS -> {
        if (required(row, Member.USER_ID, Code.MISSING.message())) {
          decisions.user(row, Member.USER_ID);
          var origin = isThere(row, Member.PREVIOUS_ID) ? Member.PREVIOUS_ID : Member.ANONYMOUS_ID;
          origin(row, origin);
        }
      }
      case IDENTIFY -> {
        if (user(row) == Member.USER_ID && isThere(row, Member.ANONYMOUS_ID)) {
          origin(row, Member.ANONYMOUS_ID);
        }
      }
      case TRACK, PAGE, SCREEN, GROUP -> user(row);
    }
  }

  private @Nullable Member user(int row) {
    var member = isThere(row, Member.USER_ID) ? Member.USER_ID : Member.ANONYMOUS_ID;
    if (!isThere(row, member)) {
      fault(Member.USER_ID, Code.MISSING, USER_OR_ANONYMOUS);
    } else if (id(row, member)) {
      decisions.user(row, member);
      return member;
    }
    return null;
  }

  private void origin(int row, Member member) {
    if (!isThere(row, member)) {
      fault(Member.PREVIOUS_ID, Code.MISSING, PREVIOUS_OR_ANONYMOUS);
    } else if (id(row, member) && !isSame(row, Member.USER_ID, member)) {
      decisions.origin(row, member);
    }
  }

  private boolean required(int row, Member member, String message) {
    if (isThere(row, member)) {
      return id(row, member);
    }
    fault(member, Code.MISSING, message);
    return false;
  }

  private boolean id(int row, Member member) {
    int at = at(row, member);
    if (body()[at] == '"') {
      return text(row, member);
    }
    int length = length(row, member);
    if (!isInteger(at, length)) {
      fault(member, Code.WRONG_TYPE, STRING);
    } else if (length > ID_CHARACTERS_MAX) {
      fault(member, Code.TOO_LONG, Code.TOO_LONG.message());
    } else {
      return true;
    }
    return false;
  }

  private boolean text(int row, Member member) {
    int at = at(row, member);
    var fault = Checks.text(body(), at + 1, at + length(row, member) - 1, ID_CHARACTERS_MAX);
    if (fault != null) {
      fault(member, fault, fault.message());
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

  private boolean isSame(int row, Member one, Member other) {
    return text(at(row, one), length(row, one)).equals(text(at(row, other), length(row, other)));
  }

  /** The text of an id, as a string or as the digits of a number. */
  private String text(int at, int length) {
    boolean quoted = body()[at] == '"';
    var text =
        quoted
            ? new RawString(body(), at + 1, at + length - 1)
            : new RawString(body(), at, at + length);
    return String.valueOf(text.text());
  }

  private void object(int row, Member member) {
    int found = events.in(row, member);
    if (found >= 0 && !isObject(events, found)) {
      fault(member, Code.WRONG_TYPE, OBJECT);
    }
  }

  private void contextTraits(int row) {
    int found = contexts.in(row, Member.TRAITS);
    if (found >= 0 && !hasObject(row, Member.TRAITS) && !isObject(contexts, found)) {
      values.faultOf("context/traits", Code.WRONG_TYPE, OBJECT);
    }
  }

  private boolean hasObject(int row, Member member) {
    int found = events.in(row, member);
    return found >= 0 && body()[events.at(found)] != 'n';
  }

  /** Whether it is one, or what stands for an empty one. */
  private boolean isObject(Members members, int member) {
    return switch (body()[members.at(member)]) {
      case '{', 'n' -> true;
      case '[' -> members.length(member) == 2;
      default -> false;
    };
  }

  private void time(int row) {
    var member =
        isThere(row, Member.ORIGINAL_TIMESTAMP) ? Member.ORIGINAL_TIMESTAMP : Member.TIMESTAMP;
    if (!isThere(row, member)) {
      return;
    }
    int at = at(row, member);
    int length = length(row, member);
    long time;
    if (body()[at] == '"') {
      time = IsoTime.millis(body(), at + 1, at + length - 1);
    } else if (isInteger(at, length)) {
      time = number(at, length);
    } else {
      time = IsoTime.NONE;
    }
    if (time == IsoTime.NONE) {
      fault(member, Code.NOT_A_TIME, Code.NOT_A_TIME.message());
    } else if (time < 0 || time > TIME_MAX) {
      fault(member, Code.TIMESTAMP_OUT_OF_RANGE, Code.TIMESTAMP_OUT_OF_RANGE.message());
    } else {
      decisions.time(row, member, time);
    }
  }

  private long number(int at, int length) {
    return length > TIME_DIGITS_MAX
        ? Long.MAX_VALUE
        : Long.parseLong(
            new String(body(), at, length, java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** Whether a member is there, and neither null nor an empty text. */
  private boolean isThere(int row, Member member) {
    int found = events.in(row, member);
    return found >= 0 && isThere(body(), events.at(found), events.length(found));
  }

  /** Whether a value is neither null nor an empty text. */
  static boolean isThere(byte[] text, int at, int length) {
    return text[at] != 'n' && (text[at] != '"' || length > 2);
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

  private void fault(Member member, Code code, String message) {
    values.faultOf(member.word(), code, message);
  }
}
