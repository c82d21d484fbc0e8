package dev.inlet.event.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.event.Envelope;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Fault;
import dev.inlet.event.Lines;
import dev.inlet.event.Reading;
import dev.inlet.event.Secrets;
import java.util.List;

/** Reads a text as a body of Segment's protocol, and shows what came of it. */
final class Said {
  static final EventLimits LIMITS = new EventLimits(5000, 256 * 1024, 4 * 1024 * 1024);

  /** 2026-11-21T01:26:49.123Z. */
  static final long NOW = 1795224409123L;

  private static final Envelope ENVELOPE = new Envelope("0193", NOW, null, null, null, null);

  private Said() {}

  static Reading read(Endpoint endpoint, String body) {
    var bytes = body.getBytes(UTF_8);
    return new SegmentReader(LIMITS, () -> new Secrets(List.of()))
        .read(endpoint, bytes, bytes.length);
  }

  static Reading.Accepted accepted(Endpoint endpoint, String body) {
    return switch (read(endpoint, body)) {
      case Reading.Accepted accepted -> accepted;
      case Reading.Refused refused -> throw new AssertionError("refused: " + refused);
    };
  }

  /** The records, each without what all of them have: the time of receipt, and the braces. */
  static List<String> records(Endpoint endpoint, String body) {
    return text(accepted(endpoint, body).lines(ENVELOPE)).stream().map(Said::bare).toList();
  }

  /** The only record of an event that is posted to its own path. */
  static String record(Endpoint endpoint, String event) {
    var records = records(endpoint, event);
    if (records.size() != 1) {
      throw new AssertionError(records);
    }
    return records.get(0);
  }

  static List<String> rejected(Reading.Accepted reading) {
    return text(reading.rejectedLines(ENVELOPE));
  }

  static List<String> lines(Reading.Accepted reading) {
    return text(reading.lines(ENVELOPE)).stream().map(Said::bare).toList();
  }

  /** Every fault as its pointer and its code. */
  static List<String> faults(Reading reading) {
    return switch (reading) {
      case Reading.Refused refused -> faults(refused.refusal().faults());
      case Reading.Accepted accepted ->
          accepted.refused().stream().flatMap(event -> faults(event.errors()).stream()).toList();
    };
  }

  private static List<String> faults(List<Fault> faults) {
    return faults.stream().map(fault -> fault.pointer() + " " + fault.code()).toList();
  }

  private static String bare(String line) {
    return line.replace("\"receivedAt\":\"2026-11-21T01:26:49.123Z\",", "");
  }

  private static List<String> text(Lines lines) {
    var list = new String(lines.bytes(), 0, lines.length(), UTF_8).lines().toList();
    if (list.size() != lines.count()) {
      throw new AssertionError(lines.count() + " lines are not " + list);
    }
    return list;
  }
}
