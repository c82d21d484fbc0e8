package dev.inlet.access;

import io.micronaut.context.annotation.Context;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The client addresses that are here now, and how much of the server each has. One that has left is
 * forgotten, so there are never more of them than connections.
 */
@Context
public final class Addresses {
  private final AddressConfig config;
  private final ConcurrentMap<Network, Guest> guests = new ConcurrentHashMap<>();

  Addresses(AddressConfig config) {
    this.config = config;
  }

  /** All that comes from one network. */
  private static final class Guest {
    private final AtomicLong bytes = new AtomicLong();

    /** Changed only while the table holds its entry. */
    private int visits;
  }

  /**
   * Notes one more visit from an address, which must {@link Visit#leave leave}; null when nothing
   * is limited.
   */
  public @Nullable Visit arrive(InetAddress address) {
    if (config.connectionsMax() == 0 && config.bytesInFlightMax() == 0) {
      return null;
    }
    var network = Network.of(address);
    var number = new int[1];
    var guest =
        guests.compute(
            network,
            (key, present) -> {
              var here = present == null ? new Guest() : present;
              number[0] = ++here.visits;
              return here;
            });
    return new Visit(network, guest, number[0]);
  }

  int size() {
    return guests.size();
  }

  /** One connection, or one request of a proxy's. Not for use by several threads. */
  public final class Visit {
    private final Network network;
    private final Guest guest;
    private final int number;
    private long bytes;

    private Visit(Network network, Guest guest, int number) {
      this.network = network;
      this.guest = guest;
      this.number = number;
    }

    /** Whether there were as many as there may be when it came. */
    public boolean isOneTooMany() {
      return config.connectionsMax() > 0 && number > config.connectionsMax();
    }

    /** Whether there were so many that answering each would be too much. */
    public boolean isOneOfFarTooMany() {
      return config.connectionsMax() > 0 && number > 2L * config.connectionsMax();
    }

    /**
     * Asks for room for some bytes; false when the address has too much in flight. What one visit
     * has alone is never too much: its size has other limits.
     */
    public boolean take(int more) {
      if (config.bytesInFlightMax() == 0) {
        return true;
      }
      var all = guest.bytes.addAndGet(more);
      bytes += more;
      return all <= config.bytesInFlightMax() || all == bytes;
    }

    /** What it has taken is no longer in flight. */
    public void giveBack() {
      if (bytes > 0) {
        guest.bytes.addAndGet(-bytes);
        bytes = 0;
      }
    }

    public void leave() {
      giveBack();
      guests.computeIfPresent(network, (key, present) -> --present.visits == 0 ? null : present);
    }
  }
}
