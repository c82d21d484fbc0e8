package dev.inlet.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body that was refused as a whole.
 *
 * @param head the body, or as much of it as is at hand: at least its first 64 KiB
 * @param headLength how many bytes of the array are the head's
 * @param bodyBytes how long the body was, as far as it was read
 * @param sha256 of those bytes, in hexadecimal; needed only when the body is above 256 KiB or cut
 * @param complete whether it was read to its end
 */
@SuppressWarnings("ArrayRecordComponent")
public record RejectedBody(
    byte[] head, int headLength, long bodyBytes, @Nullable String sha256, boolean complete) {
  private static final byte[] ID = Output.ascii("{\"id\":");
  private static final byte[] END = Output.ascii("}\n");

  /**
   * The one line that keeps it, so that it can be repaired and sent again.
   *
   * @param secrets are blanked wherever the body holds one literally, as the value of a {@code
   *     writeKey} always is
   */
  public Lines line(Envelope envelope, String path, List<Fault> errors, Secrets secrets) {
    var out = new Output(Math.min(headLength, StoredBody.WHOLE_BYTES_MAX) + 1024);
    out.put(ID).putJson(envelope.requestId());
    RecordHead.put(out, RejectedLine.TYPE, envelope);
    RejectedLine.putReason(out, path, errors);
    StoredBody.put(out, head, headLength, bodyBytes, sha256, complete, secrets);
    out.put(END);
    return new Lines(out.bytes(), out.length(), 1);
  }
}
