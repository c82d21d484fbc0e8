package dev.inlet.bench;

/** Requests that are alike. */
record Kind(int events, int connections) {
  @Override
  public String toString() {
    return events == 1
        ? "1 event, %d connections".formatted(connections)
        : "%d events, %d connections".formatted(events, connections);
  }
}
