package dev.inlet.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** What tells bytes that were written from bytes that were not. */
@FunctionalInterface
interface Checksum {
  /** CRC32C over the salt and then the bytes. */
  Checksum CRC =
      (salt, bytes) -> {
        var crc = new CRC32C();
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
          crc.update((int) (salt >>> shift));
        }
        crc.update(bytes);
        return (int) crc.getValue();
      };

  int of(long salt, ByteBuffer bytes);
}
