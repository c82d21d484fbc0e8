package dev.inlet.spool;

import java.io.IOException;

/** A sync or a cut back has failed, so that nobody knows what is on disk: the spool must stop. */
final class DiskFailed extends IOException {
  private static final long serialVersionUID = 1L;

  DiskFailed(String what, IOException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
