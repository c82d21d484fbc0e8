package dev.inlet.access;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word is taken for whom they ask; nobody else's is.
 *
 * <p>Only {@code X-Forwarded-For} is read, and not also {@code Forwarded}: a proxy that writes one
 * of the two passes the other on as the client sent it.
 */
@Context
public final class Proxies {
  private final List<Cidr> trusted;

  @Inject
  Proxies(@Property(name = "inlet.proxy.trusted", defaultValue = "") String trusted) {
    this.trusted =
        Stream.of(trusted.split(","))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Proxies::cidr)
            .toList();
  }

  private static Cidr cidr(String text) {
    var cidr = Cidr.of(text);
    if (cidr == null) {
      throw new IllegalArgumentException(
          "inlet.proxy.trusted: it can hold addresses and networks such as 10.0.0.0/8, with commas"
              + " between them");
    }
    return cidr;
  }

  public boolean trusts(InetAddress address) {
    return trusted.stream().anyMatch(cidr -> cidr.contains(address));
  }

  /**
   * The client of a request: of the hops that were noted, the last that is no trusted proxy.
   *
   * @param forwardedFor the values of {@code X-Forwarded-For}, in order
   */
  public InetAddress client(InetAddress peer, List<String> forwardedFor) {
    var hops = forwardedFor.stream().flatMap(value -> Stream.of(value.split(",", -1))).toList();
    var client = peer;
    for (int i = hops.size() - 1; i >= 0 && trusts(client); i--) {
      var hop = Literal.addressOfHop(hops.get(i).strip());
      if (hop == null) {
        break;
      }
      client = hop;
    }
    return client;
  }

  /**
   * The scheme that the client asked by.
   *
   * @param forwardedProto the value of {@code X-Forwarded-Proto}
   */
  public String scheme(InetAddress peer, @Nullable String forwardedProto) {
    return forwardedProto != null
            && trusts(peer)
            && forwardedProto.split(",", -1)[0].strip().equalsIgnoreCase("https")
        ? "https"
        : "http";
  }
}
