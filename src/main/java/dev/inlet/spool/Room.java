package dev.inlet.spool;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether there is room for an append.
 *
 * <p>Full is a state: it begins with the first append that is refused, or when the volume has too
 * little space left, and lasts until less than nine tenths are used and the volume has space again.
 * Too many bytes on the way to the disk refuse an append as well, but only that one.
 */
final class Room {
  private final SpoolConfig config;
  private long onDisk;
  private long inFlight;
  private @Nullable String full;

  Room(SpoolConfig config) {
    this.config = config;
  }

  /** Why these bytes cannot be taken, or null when they can. */
  @Nullable String refuse(long bytes) {
    if (full == null && used() + bytes > config.bytesMax()) {
      full = spoolIsFull();
    }
    if (full != null) {
      return full;
    }
    if (inFlight > 0 && inFlight + bytes > config.inFlightBytesMax()) {
      return "disk is behind: %d of %d bytes in flight"
          .formatted(inFlight, config.inFlightBytesMax());
    }
    return null;
  }

  /** Bytes are on their way to the disk. */
  void take(long bytes) {
    inFlight += bytes;
  }

  /** Bytes that were in flight are on disk, or refused. */
  void settle(long bytes) {
    inFlight -= bytes;
  }

  void onDisk(long bytes) {
    onDisk = bytes;
  }

  long onDisk() {
    return onDisk;
  }

  void fill(String reason) {
    full = reason;
  }

  /** Judges again, knowing how much space the volume has. */
  void review(long freeBytes) {
    if (freeBytes < config.freeBytesMin()) {
      full =
          "disk is full: %d bytes free, %d must stay free"
              .formatted(freeBytes, config.freeBytesMin());
    } else if (full != null) {
      full = used() < config.bytesMax() / 10 * 9 ? null : spoolIsFull();
    }
  }

  /** Why it takes nothing, or null when it does. */
  @Nullable String full() {
    return full;
  }

  private long used() {
    return onDisk + inFlight;
  }

  private String spoolIsFull() {
    return "spool is full: %d of %d bytes".formatted(used(), config.bytesMax());
  }
}
