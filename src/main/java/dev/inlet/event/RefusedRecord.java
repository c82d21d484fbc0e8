package dev.inlet.event;

import java.util.List;

/**
 * A record that was acknowledged, and that a sink then refuses for ever. It is kept whole and as it
 * is, however long, since nobody has it any more.
 *
 * @param bytes the record, without its line feed
 */
@SuppressWarnings("ArrayRecordComponent")
public record RefusedRecord(byte[] bytes) {
  private static final byte[] ID = Output.ascii("{\"id\":");
  private static final byte[] BODY = Output.ascii(",\"body\":\"");
  private static final byte[] END = Output.ascii("\"}\n");

  /** The one line that keeps it, as the body of a rejected record with the same id. */
  public Lines line(Envelope envelope, String path, Fault reason) {
    var out = new Output(bytes.length + bytes.length / 4 + 1024);
    out.put(ID).putJson(envelope.requestId());
    RecordHead.put(out, RejectedLine.TYPE, envelope);
    RejectedLine.putReason(out, path, List.of(reason));
    out.put(BODY).putEscaped(bytes, 0, bytes.length).put(END);
    return new Lines(out.bytes(), out.length(), 1);
  }
}
