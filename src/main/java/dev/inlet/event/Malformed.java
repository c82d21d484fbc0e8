package dev.inlet.event;

import java.io.Serial;

/** The body cannot be read on from here: it is not one JSON text in UTF-8. */
public final class Malformed extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Code code;

  Malformed(Code code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** A byte that is not allowed where it is, counted from 0. */
  static Malformed at(int index) {
    return new Malformed(
        Code.NOT_JSON,
        "The byte at offset "
            + index
            + " is not allowed there. Send one JSON object, as RFC 8259 defines it.");
  }

  static Malformed truncated() {
    return new Malformed(
        Code.NOT_JSON, "The body ends before its JSON does. Send one whole JSON object.");
  }

  static Malformed notUtf8(int index) {
    return new Malformed(
        Code.NOT_UTF8, "The byte at offset " + index + " is not UTF-8. Encode the body as UTF-8.");
  }

  Fault fault() {
    return new Fault("", code.code(), String.valueOf(getMessage()));
  }
}
