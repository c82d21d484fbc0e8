package dev.inlet.delivery.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;
import java.util.UUID;

/** Lines as they come in a real day: varied ids, paths and agents, about 350 bytes each. */
final class Events {
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

  private final Random random = new Random(20261121);
  private long millis = 1_795_224_409_000L;

  /** The lines of a request with so many events, each ended by a line feed. */
  byte[] frame(int events) {
    var request = new UUID(millis << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong());
    var user = "u-%08x".formatted(random.nextInt(200_000) * 2654435761L & 0xffffffffL);
    var lines = new StringBuilder();
    for (int i = 0; i < events; i++) {
      lines.append(line(request, i, user));
    }
    return lines.toString().getBytes(UTF_8);
  }

  private String line(UUID request, int index, String user) {
    millis++;
    return "{\"id\":\"%s-%d\",\"type\":\"track\",\"receivedAt\":\"2026-11-21T01:%02d:%02d.%03dZ\",\"source\":\"web\",\"userId\":\"%s\",\"eventName\":\"%s\",\"metadata\":{\"path\":\"%s/%d\",\"agent\":\"%s\",\"ms\":%d},\"timestampUTC\":%d}\n"
        .formatted(
            request,
            index,
            millis / 60_000 % 60,
            millis / 1000 % 60,
            millis % 1000,
            user,
            pick(NAMES),
            pick(PAGES),
            random.nextInt(5000),
            pick(AGENTS),
            random.nextInt(3000),
            millis);
  }

  private String pick(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
