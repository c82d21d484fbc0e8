package dev.inlet.event;

/** The ids of the lines of a request that bring none of their own. */
final class Ids {
  private final Output ofRequest = new Output(48);
  private final Output ofLine;

  Ids(Envelope envelope) {
    ofRequest.putEscaped(envelope.requestId());
    var key = envelope.idempotencyKey();
    ofLine = key == null ? ofRequest : new Output(64).putEscaped(key);
  }

  /** Writes the id that follows from the client's id of the request, or else from ours. */
  void put(Output out, int index) {
    put(out, ofLine, index);
  }

  /** Writes the id that follows from our id of the request. */
  void putOfRequest(Output out, int index) {
    put(out, ofRequest, index);
  }

  private static void put(Output out, Output base, int index) {
    out.put('"').put(base).put('-').put(index).put('"');
  }
}
