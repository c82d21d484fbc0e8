package dev.inlet.generate;

import dev.inlet.event.Call;

/**
 * What an app sends at once.
 *
 * @param kind what is special about it
 * @param source the name of the write key that it is sent with
 * @param body as it is posted
 * @param events how many it holds
 * @param receivedAtMillis when it arrives
 */
record Post(Kind kind, Call call, String source, String body, int events, long receivedAtMillis) {
  enum Kind {
    USUAL,
    /** From a phone that had no network for hours or days. */
    LATE,
    /** Sent before, but the app got no answer. */
    AGAIN,
    /** From a phone whose clock is wrong by years. */
    ASTRAY,
    /** All of it or an event of it is refused. */
    BAD
  }

  Post as(Kind other) {
    return new Post(other, call, source, body, events, receivedAtMillis);
  }

  Post after(long millis) {
    return new Post(kind, call, source, body, events, receivedAtMillis + millis);
  }

  /** Without its end. */
  Post cut() {
    var half = body.substring(0, body.length() / 2);
    return new Post(kind, call, source, half, events, receivedAtMillis);
  }
}
