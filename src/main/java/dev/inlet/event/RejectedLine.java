package dev.inlet.event;

import java.util.List;

/** The parts of a rejected record that all of its kinds share. */
final class RejectedLine {
  static final String TYPE = "rejected";

  /** A record must stay deliverable however many faults a body has. */
  private static final int ERRORS_BYTES_MAX = 128 * 1024;

  private static final byte[] PATH = Output.ascii(",\"path\":");
  private static final byte[] ERRORS = Output.ascii(",\"errors\":[");
  private static final byte[] POINTER = Output.ascii("{\"pointer\":");
  private static final byte[] CODE = Output.ascii(",\"code\":");
  private static final byte[] MESSAGE = Output.ascii(",\"message\":");

  private RejectedLine() {}

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
