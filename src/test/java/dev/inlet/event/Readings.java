package dev.inlet.event;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a text as a body and shows what came of it. */
final class Readings {
  static final EventLimits LIMITS = new EventLimits(5000, 256 * 1024, 4 * 1024 * 1024);

  /** 2026-11-21T01:26:49.123Z, and nothing of a client. */
  static final Envelope ENVELOPE =
      new Envelope("0193-request", 1795224409123L, null, null, null, null);

  private Readings() {}

  static Reading read(Call call, String body) {
    return read(call, body.getBytes(StandardCharsets.UTF_8));
  }

  static Reading read(Call call, byte[] body) {
    return new BodyReader(LIMITS).read(call, body, body.length);
  }

  /** A body of {@code /track} with these events. */
  static String track(String... events) {
    return "{\"userId\":\"u1\",\"events\":[" + String.join(",", events) + "]}";
  }

  /** An event with this metadata. */
  static String event(String metadata) {
    return "{\"eventName\":\"e\",\"metadata\":" + metadata + ",\"timestampUTC\":1700000000}";
  }

  static Reading.Accepted accepted(Reading reading) {
    if (reading instanceof Reading.Accepted accepted) {
      return accepted;
    }
    throw new AssertionError("refused: " + reading);
  }

  static Refusal refusal(Reading reading) {
    if (reading instanceof Reading.Refused refused) {
      return refused.refusal();
    }
    throw new AssertionError("accepted: " + lines(reading));
  }

  /** The accepted lines, without their line feeds. */
  static List<String> lines(Reading reading) {
    return text(accepted(reading).lines(ENVELOPE));
  }

  static List<String> lines(Reading reading, Envelope envelope) {
    return text(accepted(reading).lines(envelope));
  }

  static List<String> rejectedLines(Reading reading) {
    return text(accepted(reading).rejectedLines(ENVELOPE));
  }

  /** The line of a body with one event, from the first member that the client gave. */
  static String line(Call call, String body) {
    var lines = lines(read(call, body));
    if (lines.size() != 1) {
      throw new AssertionError(lines);
    }
    return lines.get(0);
  }

  /** Every fault as its pointer and its code. */
  static List<String> faults(Refusal refusal) {
    return faults(refusal.faults());
  }

  static List<String> faults(List<Fault> faults) {
    return faults.stream().map(fault -> fault.pointer() + " " + fault.code()).toList();
  }

  static List<String> text(Lines lines) {
    var text = new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
    var list = text.lines().toList();
    if (list.size() != lines.count() || (!text.isEmpty() && !text.endsWith("\n"))) {
      throw new AssertionError(lines.count() + " lines are not " + text);
    }
    return list;
  }
}
