package dev.inlet.event;

import java.util.List;

/** The parts of a rejected record that all of its kinds share. */
public final class RejectedLine {
  static final String TYPE = "rejected";

  /** A record must stay deliverable however many faults a body has. */
  private static final int ERRORS_BYTES_MAX = 128 * 1024;

  private static final byte[] PATH = Output.ascii(",\"path\":");
  private static final byte[] ERRORS = Output.ascii(",\"errors\":[");
  private static final byte[] POINTER = Output.ascii("{\"pointer\":");
  private static final byte[] CODE = Output.ascii(",\"code\":");
  private static final byte[] MESSAGE = Output.ascii(",\"message\":");

  /** For id, type, receivedAt, source, client and the names of the members. */
  public static final int ENVELOPE_BYTES = 256;

  private static final byte[] ID = Output.ascii("{\"id\":");
  private static final byte[] END = Output.ascii("}\n");

  private RejectedLine() {}

  /** Writes what comes before the id. */
  public static void begin(Output out) {
    out.put(ID);
  }

  /**
   * Writes what comes after the id of an event, of which others in its body are taken.
   *
   * @param events how pointers to events begin
   * @param alone the body as it would be if this were its only event
   */
  public static void putEvent(
      Output out,
      Envelope envelope,
      String path,
      String events,
      Reading.RefusedEvent event,
      Output alone,
      Secrets secrets) {
    RecordHead.put(out, TYPE, envelope);
    putReason(out, path, moved(event, events));
    StoredBody.put(out, alone.bytes(), alone.length(), alone.length(), null, true, secrets);
    out.put(END);
  }

  /** The errors as they are in a body whose only event is this one. */
  private static List<Fault> moved(Reading.RefusedEvent event, String events) {
    int prefix = events.length() + Integer.toString(event.index()).length();
    return event.errors().stream()
        .map(error ->
            new Fault(
                events + '0' + error.pointer().substring(prefix), error.code(), error.message()))
        .toList();
  }

  /**
   * How many bytes the record of an event has at most.
   *
   * @param alone of the body, if this were its only event
   * @param escaped the same, as the inside of a JSON string
   */
  public static long bytesMax(Reading.RefusedEvent event, long alone, long escaped) {
    long bytes = ENVELOPE_BYTES;
    for (var error : event.errors()) {
      bytes += 64 + 2L * error.pointer().length() + error.message().length();
    }
    return bytes + (alone > StoredBody.WHOLE_BYTES_MAX ? 2L * StoredBody.HEAD_BYTES : escaped);
  }

  /** Writes the path and as many of the faults as there is room for. */
  static void putReason(Output out, String path, List<Fault> errors) {
    out.put(PATH).putJson(path).put(ERRORS);
    int start = out.length();
    for (var error : errors) {
      if (out.length() - start > ERRORS_BYTES_MAX) {
        break;
      }
      if (out.length() > start) {
        out.put(',');
      }
      out.put(POINTER).putJson(error.pointer()).put(CODE).putJson(error.code());
      out.put(MESSAGE).putJson(error.message()).put('}');
    }
    out.put(']');
  }
}
