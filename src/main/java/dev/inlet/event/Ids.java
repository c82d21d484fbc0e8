package dev.inlet.event;

/** The ids of the lines of a request that bring none of their own. */
public final class Ids {
  private final Output ofRequest = new Output(48);
  private final Output ofLine;

  public Ids(Envelope envelope) {
    ofRequest.putEscaped(envelope.requestId());
    var key = envelope.idempotencyKey();
    ofLine = key == null ? ofRequest : new Output(64).putEscaped(key);
  }

  /** Writes the id that follows from the client's id of the request, or else from ours. */
  public void put(Output out, int index) {
    put(out, ofLine, index);
  }

  /** Writes that id with something after it. */
  public void put(Output out, int index, String suffix) {
    out.put('"').put(ofLine).put('-').put(index).putAscii(suffix).put('"');
  }

  /** Writes the id that follows from our id of the request. */
  public void putOfRequest(Output out, int index) {
    put(out, ofRequest, index);
  }

  private static void put(Output out, Output base, int index) {
    out.put('"').put(base).put('-').put(index).put('"');
  }
}
