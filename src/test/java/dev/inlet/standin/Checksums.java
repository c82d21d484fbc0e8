package dev.inlet.standin;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that S3 verifies. */
final class Checksums {
  static final List<String> NAMES = List.of("crc32", "crc32c", "crc64nvme", "sha1", "sha256");

  private static final long CRC64_NVME = 0x9A6C_9329_AC4B_C9B5L;

  private Checksums() {}

  static String of(String name, byte[] bytes) {
    return Base64.getEncoder()
        .encodeToString(
            switch (name) {
              case "crc32" -> crc(new CRC32(), bytes);
              case "crc32c" -> crc(new CRC32C(), bytes);
              case "crc64nvme" -> ByteBuffer.allocate(8).putLong(crc64(bytes)).array();
              case "sha1" -> Hash.of("SHA-1", bytes);
              case "sha256" -> Hash.sha256(bytes);
              case "md5" -> Hash.of("MD5", bytes);
              default -> throw new IllegalArgumentException(name);
            });
  }

  private static byte[] crc(Checksum checksum, byte[] bytes) {
    checksum.update(bytes);
    return ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
  }

  private static long crc64(byte[] bytes) {
    long crc = ~0L;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ CRC64_NVME;
      }
    }
    return ~crc;
  }
}
