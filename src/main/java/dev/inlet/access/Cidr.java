package dev.inlet.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A network of addresses, such as {@code 10.0.0.0/8}; without a length, one address. */
@SuppressWarnings("ArrayRecordComponent")
record Cidr(byte[] address, int length) {
  /** What a text says, or null. */
  static @Nullable Cidr of(String text) {
    int slash = text.indexOf('/');
    var address = Literal.address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int bits = address.getAddress().length * Byte.SIZE;
    if (slash < 0) {
      return new Cidr(address.getAddress(), bits);
    }
    var length = text.substring(slash + 1);
    return length.matches("\\d{1,3}") && Integer.parseInt(length) <= bits
        ? new Cidr(address.getAddress(), Integer.parseInt(length))
        : null;
  }

  boolean contains(InetAddress other) {
    var bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    int whole = length / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != address[i]) {
        return false;
      }
    }
    int rest = length % Byte.SIZE;
    return rest == 0 || ((bytes[whole] ^ address[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
  }
}
