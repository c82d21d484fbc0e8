package dev.inlet.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one client: an IPv4 address, or the /64 that one IPv6 customer usually has to
 * choose addresses from.
 *
 * @param bits the address, or the first half of it
 */
record Network(boolean isV4, long bits) {
  static Network of(InetAddress address) {
    var bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet4Address
        ? new Network(true, bytes.getInt())
        : new Network(false, bytes.getLong());
  }
}
