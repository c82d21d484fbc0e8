package dev.inlet.ops;

import java.util.List;

/**
 * What flows through a process.
 *
 * @param events what was taken
 * @param rejected what was refused
 */
public record Streams(Stream events, Stream rejected) {
  /** Begins to deliver. */
  public void start() {
    all().forEach(stream -> stream.shipper().start());
  }

  /** Stops delivering, and lets go of the disk. */
  public void close() {
    all().forEach(stream -> stream.shipper().close());
    all().forEach(stream -> stream.spool().close());
  }

  List<Stream> all() {
    return List.of(events, rejected);
  }
}
