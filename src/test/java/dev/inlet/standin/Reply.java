package dev.inlet.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;

/** How a request ends. */
sealed interface Reply {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, Map<String, String> headers, byte[] body) implements Reply {
    static Answer of(int status, Map<String, String> headers, String body) {
      return new Answer(status, headers, body.getBytes(UTF_8));
    }
  }

  record Late(Duration delay, Reply reply) implements Reply {}

  /** The connection is closed without a word. */
  record Cut() implements Reply {}
}
