package dev.inlet.delivery.directory;

import dev.inlet.delivery.Outcome;
import dev.inlet.spool.Disk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Tells what time heals from what someone must change. */
final class Failures {
  private Failures() {}

  static Outcome outcome(IOException e, Path raw, Disk disk) {
    var message = String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException || message.contains("Read-only file system")) {
      return new Outcome.Misconfigured(
          "may not write to the folder %s (%s); let the user that runs Inlet write there"
              .formatted(raw, message));
    }
    if (e instanceof NotDirectoryException
        || e instanceof FileAlreadyExistsException
        || message.contains("Not a directory")) {
      return new Outcome.Misconfigured(
          "cannot make folders below %s, as a file is in their place (%s); move it away"
              .formatted(raw, message));
    }
    return new Outcome.Unavailable(
        "cannot write to the folder %s, %s bytes are free: %s"
            .formatted(raw, freeBytes(raw, disk), message));
  }

  private static String freeBytes(Path raw, Disk disk) {
    try {
      return String.valueOf(disk.freeBytes(raw));
    } catch (IOException e) {
      return "an unknown number of";
    }
  }
}
