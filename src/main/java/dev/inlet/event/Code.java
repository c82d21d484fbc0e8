package dev.inlet.event;

/** Everything that can be wrong with a body, by the code that its refusal carries. */
public enum Code {
  NOT_JSON("not-json", "This is not JSON. Send one JSON object, as RFC 8259 defines it."),
  NOT_UTF8("not-utf8", "This is not UTF-8. Encode the body as UTF-8."),
  BYTE_ORDER_MARK(
      "byte-order-mark", "The body starts with a byte order mark. Send UTF-8 without it."),
  TRAILING_BYTES(
      "trailing-bytes", "There are bytes after the end of the JSON. Send one JSON object only."),
  TOO_DEEP("too-deep", "This is nested more than 64 levels deep. Send a flatter structure."),
  DUPLICATE_NAME(
      "duplicate-name", "This name is more than once in its object. Send each name once."),
  LONE_SURROGATE(
      "lone-surrogate",
      "Half of a surrogate pair is escaped here without the other. Send whole characters."),
  NUMBER_OUT_OF_RANGE(
      "number-out-of-range",
      "No double can hold this number. Send a smaller one, or send it as a string."),
  NUMBER_TOO_LONG(
      "number-too-long",
      "This number has more than 1000 digits. Send a shorter one, or send it as a string."),
  MISSING("missing", "This member is required. Send it."),
  BLANK("blank", "This is blank. Send at least one character that is not white space."),
  WRONG_TYPE("wrong-type", "This has the wrong JSON type."),
  TOO_LONG("too-long", "This is too long. Send at most 256 characters."),
  TIMESTAMP_OUT_OF_RANGE(
      "timestamp-out-of-range",
      "This is out of range. Send seconds or milliseconds since 1970, from 0 to"
          + " 253402300799999."),
  UNKNOWN_TYPE(
      "unknown-type",
      "This is no type of event. Send track, identify, alias, page, screen or group."),
  NOT_A_TIME("not-a-time", "This is not a time. Send it as 2026-11-21T01:26:49.123Z (ISO 8601)."),
  CALL_NOT_ALLOWED(
      "call-not-allowed",
      "This key is known, but may not make this call. Use a key that may, or have the call allowed"
          + " for this one."),
  EVENT_TOO_LARGE("event-too-large", "This event is too large. Send less in it."),
  NO_VALID_EVENT("no-valid-event", "None of the events can be taken; see errors."),
  TOO_MANY_EVENTS("too-many-events", "There are too many events. Send them in smaller batches."),
  LINES_TOO_LARGE(
      "lines-too-large",
      "What is said once for all events is copied into each of their records, and one or all of"
          + " them would be too large. Send fewer events, or say less outside of them.");

  private final String code;
  private final String message;

  Code(String code, String message) {
    this.code = code;
    this.message = message;
  }

  /** What to say of an event that has more bytes than it may. */
  public static String eventTooLarge(int bytesMax) {
    return "One event may have at most " + bytesMax + " bytes. Send less in it.";
  }

  /** How answers and records name it: stable, in kebab case. */
  public String code() {
    return code;
  }

  /** What is wrong and what to send instead, where nothing more exact is known. */
  public String message() {
    return message;
  }
}
