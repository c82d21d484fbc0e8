package dev.inlet.process;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A client that sends events one body after another, and remembers of each what it was told.
 *
 * <p>Each event is told apart by its {@code metadata}, so it is known again in the lake.
 */
final class Sender implements Runnable {
  private static final Pattern REQUEST_ID =
      Pattern.compile("\"requestId\":\"([0-9a-f]{8})-([0-9a-f]{4})(-[0-9a-f-]+)\"");

  private static final DateTimeFormatter RECEIVED_AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A body that was sent; the id of its request is empty unless it was answered 200. */
  record Sent(String requestId, List<String> metadata) {
    /** The lines that the answer promised, byte for byte. */
    List<String> lines() {
      var millis = Long.parseLong(requestId.substring(0, 8) + requestId.substring(9, 13), 16);
      var receivedAt = RECEIVED_AT.format(Instant.ofEpochMilli(millis));
      return IntStream.range(0, metadata.size())
          .mapToObj(index ->
              ("{\"id\":\"%s-%d\",\"type\":\"track\",\"receivedAt\":\"%s\",\"userId\":\"ada\","
                      + "\"eventName\":\"sent\",\"metadata\":%s,\"timestampUTC\":1700000000}")
                  .formatted(requestId, index, receivedAt, metadata.get(index)))
          .toList();
    }
  }

  /** An answer that was not 200. */
  record Refused(int status, boolean saysWhen) {
    boolean isForLater() {
      return status == 503 && saysWhen;
    }
  }

  private final int port;
  private final String name;
  private final int bodiesMax;
  private final String padding;
  private final List<Sent> acknowledged = new ArrayList<>();
  private final List<Sent> unknown = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private volatile boolean ended;

  /**
   * @param name told apart from every other sender's
   * @param bodiesMax after how many it ends by itself
   * @param paddingBytes how much larger than needed each event is
   */
  Sender(int port, String name, int bodiesMax, int paddingBytes) {
    this.port = port;
    this.name = name;
    this.bodiesMax = bodiesMax;
    this.padding = "x".repeat(paddingBytes);
  }

  /** Sends until it is told to end, or the server does not answer. */
  @Override
  public void run() {
    try (var http = new Http(port)) {
      for (int number = 0; number < bodiesMax && !ended; number++) {
        if (!send(http, metadata(number))) {
          return;
        }
      }
    } catch (UncheckedIOException gone) {
      // A server that is killed takes no new connection.
    }
  }

  private List<String> metadata(int number) {
    return IntStream.rangeClosed(0, number % 4)
        .mapToObj(index ->
            "{\"n\":\"%s-%d-%d\",\"price\":1.50,\"big\":9007199254740993,\"pad\":\"%s\"}"
                .formatted(name, number, index, padding))
        .toList();
  }

  private boolean send(Http http, List<String> metadata) {
    var body =
        metadata.stream()
            .map(one ->
                "{\"eventName\":\"sent\",\"metadata\":%s,\"timestampUTC\":1700000000}"
                    .formatted(one))
            .collect(Collectors.joining(",", "{\"userId\":\"ada\",\"events\":[", "]}"));
    try {
      var answer = http.post("/track", body);
      var id = REQUEST_ID.matcher(answer.body());
      if (answer.status() == 200 && id.find()) {
        acknowledged.add(new Sent(id.group(1) + "-" + id.group(2) + id.group(3), metadata));
      } else {
        refused.add(new Refused(answer.status(), answer.headers().containsKey("retry-after")));
      }
      return !"close".equals(answer.headers().get("connection"));
    } catch (UncheckedIOException gone) {
      unknown.add(new Sent("", metadata));
      return false;
    }
  }

  void end() {
    ended = true;
  }

  /** What was answered 200; to be read when it has ended, as the others. */
  List<Sent> acknowledged() {
    return acknowledged;
  }

  List<Sent> unknown() {
    return unknown;
  }

  List<Refused> refused() {
    return refused;
  }
}
