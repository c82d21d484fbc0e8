package dev.inlet.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How the lines of an object are made smaller.
 *
 * <p>It is recorded with a cut, by its code: codes are never given a second meaning.
 */
public enum Compression {
  NONE(0, ".json") {
    @Override
    OutputStream to(OutputStream out) {
      return out;
    }
  },

  /** One gzip member an object. */
  GZIP(1, ".json.gz") {
    @Override
    OutputStream to(OutputStream out) throws IOException {
      return new GZIPOutputStream(out, BUFFER_BYTES) {
        {
          def.setLevel(GZIP_LEVEL);
        }
      };
    }
  };

  private static final int BUFFER_BYTES = 64 * 1024;

  /**
   * On lines of events, 3 is twice as fast as 6 for a tenth more bytes; 1 is a fifth faster than 3
   * and saves less. The cores are shared with those who answer clients.
   */
  private static final int GZIP_LEVEL = 3;

  private final int code;
  private final String extension;

  Compression(int code, String extension) {
    this.code = code;
    this.extension = extension;
  }

  int code() {
    return code;
  }

  /** How the name of an object ends. */
  public String extension() {
    return extension;
  }

  /** A stream that compresses what is written to it; closing it ends the object. */
  abstract OutputStream to(OutputStream out) throws IOException;
}
