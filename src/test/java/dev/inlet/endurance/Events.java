package dev.inlet.endurance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Events as they come in a real day, of about 250 bytes. Each follows from the number of its body,
 * so that nobody has to remember what was sent.
 */
final class Events {
  /** Events of one body. */
  static final int IN_BODY = 20;

  private static final DateTimeFormatter RECEIVED_AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String[] NAMES = {
    "page_viewed", "signup", "search", "item_added", "checkout_started", "video_played", "shared"
  };
  private static final String[] PAGES = {
    "/", "/pricing", "/docs/start", "/blog/2026/11/why", "/app/projects", "/app/settings", "/search"
  };
  private static final String[] AGENTS = {
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Mobile/15E148",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/19.0 Safari/605.1.15",
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/142.0.0.0 Mobile"
  };

  private Events() {}

  /** The body with this number, for {@code /track}. */
  static byte[] body(int number) {
    var text = new StringBuilder(IN_BODY * 256);
    text.append("{\"userId\":\"").append(user(number)).append("\",\"events\":[");
    for (int index = 0; index < IN_BODY; index++) {
      text.append(index == 0 ? "{" : ",{");
      putEvent(text, number, index);
    }
    return text.append("]}").toString().getBytes(UTF_8);
  }

  /** The line that one of its events becomes. */
  static String line(UUID request, int number, int index) {
    var text = new StringBuilder(384);
    text.append("{\"id\":\"").append(request).append('-').append(index);
    text.append("\",\"type\":\"track\",\"receivedAt\":\"");
    text.append(RECEIVED_AT.format(Instant.ofEpochMilli(request.getMostSignificantBits() >>> 16)));
    text.append("\",\"userId\":\"").append(user(number)).append("\",");
    putEvent(text, number, index);
    return text.toString();
  }

  /** The number of the body that a line is of; -1 when it is of none. */
  static int number(String line) {
    int at = line.indexOf("\"metadata\":{\"n\":");
    if (at < 0) {
      return -1;
    }
    int start = at + "\"metadata\":{\"n\":".length();
    int end = line.indexOf(',', start);
    return end < 0 ? -1 : Integer.parseInt(line, start, end, 10);
  }

  private static void putEvent(StringBuilder text, int number, int index) {
    var random = new SplittableRandom((long) number * IN_BODY + index);
    text.append("\"eventName\":\"").append(pick(NAMES, random));
    text.append("\",\"metadata\":{\"n\":").append(number);
    text.append(",\"path\":\"").append(pick(PAGES, random)).append('/');
    text.append(random.nextInt(5000));
    text.append("\",\"agent\":\"").append(pick(AGENTS, random));
    text.append("\",\"session\":\"").append(Long.toHexString(random.nextLong()));
    text.append("\",\"ms\":").append(random.nextInt(3000));
    text.append(",\"price\":1.50},\"timestampUTC\":")
        .append(1_795_224_409_000L + number)
        .append('}');
  }

  private static String user(int number) {
    return "u-" + Integer.toHexString(number % 200_000 * 0x9e3779b1);
  }

  private static String pick(String[] of, SplittableRandom random) {
    return of[random.nextInt(of.length)];
  }
}
