package dev.inlet.api;

import dev.inlet.access.Addresses;
import dev.inlet.access.Proxies;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection: a client, or a trusted proxy that asks for one client
 * after the other. A client counts by its connection, one behind a proxy by each of its requests.
 */
final class Caller {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final Addresses addresses;
  private final Proxies proxies;
  private final @Nullable InetAddress peer;
  private final boolean isProxy;
  private @Nullable InetAddress client;
  private Addresses.@Nullable Visit visit;

  Caller(Channel channel, Addresses addresses, Proxies proxies) {
    this.addresses = addresses;
    this.proxies = proxies;
    this.peer =
        channel.remoteAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
    this.isProxy = peer != null && proxies.trusts(peer);
    this.client = peer;
    this.visit = peer == null || isProxy ? null : addresses.arrive(peer);
  }

  /** Whether others are waiting behind the one who asks now. */
  boolean isProxy() {
    return isProxy;
  }

  /** Whether its address has so many connections that this one is not even answered. */
  boolean isOneOfFarTooMany() {
    return visit != null && visit.isOneOfFarTooMany();
  }

  /** A request begins; false when its client has as many connections as it may. */
  boolean begin(HttpHeaders headers) {
    if (isProxy && peer != null) {
      client = proxies.client(peer, headers.getAll(FORWARDED_FOR));
      visit = addresses.arrive(client);
    }
    return visit == null || !visit.isOneTooMany();
  }

  /** Asks for room for some bytes of its request. */
  boolean take(int bytes) {
    return visit == null || visit.take(bytes);
  }

  /** Its request is answered, or will never be. */
  void end() {
    if (isProxy) {
      leave();
    } else if (visit != null) {
      visit.giveBack();
    }
  }

  /** Its connection is closed. */
  void leave() {
    if (visit != null) {
      visit.leave();
      visit = null;
    }
  }

  /** The client's address, or null when it has none. */
  @Nullable String ip() {
    return client == null ? null : client.getHostAddress();
  }
}
