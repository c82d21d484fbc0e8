package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The random id of a spool's folder, twelve hexadecimal digits in the file {@code id}. */
final class SpoolId {
  static final String NAME = "id";

  private static final int BYTES = 6;

  private SpoolId() {}

  /** The folder's id; one that is not there or not whole is made anew. */
  static String of(Path folder, Disk disk) throws IOException {
    var path = folder.resolve(NAME);
    if (disk.exists(path)) {
      var found = read(folder, disk);
      if (!found.isEmpty()) {
        return found;
      }
    }
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    var id = HexFormat.of().formatHex(random);
    NewFile.write(path, ByteBuffer.wrap((id + "\n").getBytes(StandardCharsets.US_ASCII)), disk);
    return id;
  }

  /** The id in the file; empty when it is not whole. */
  static String read(Path folder, Disk disk) throws IOException {
    try (var file = disk.openToRead(folder.resolve(NAME))) {
      var bytes = ByteBuffer.allocate(2 * BYTES + 1);
      DiskFiles.read(file, bytes, 0);
      var id = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
      return id.matches("[0-9a-f]{12}\n") ? id.substring(0, 2 * BYTES) : "";
    }
  }
}
