package dev.inlet.access;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word is taken for whom they ask; nobody else's is.
 *
 * <p>Only {@code X-Forwarded-For} is read, and not also {@code Forwarded}: a proxy that writes one
 * of the two passes the other on as the client sent it. Scheme and host may be the client's own
 * words for the same reason, and are for answers to this client alone.
 */
@Context
public final class Proxies {
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
  private static final Pattern WITH_PORT = Pattern.compile(":\\d+$");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

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
    return trusts(peer) && first(forwardedProto).equalsIgnoreCase("https") ? "https" : "http";
  }

  /**
   * The host that the client asked, with its port.
   *
   * <p>A port of a proxy is believed when it is neither 80 nor 443: where two proxies stand in a
   * row, the inner one often names its own, and these are the ports that a scheme needs no word
   * for.
   *
   * @param host the value of {@code Host}
   * @param forwardedHost the value of {@code X-Forwarded-Host}
   * @param forwardedPort the value of {@code X-Forwarded-Port}
   */
  public String host(
      InetAddress peer,
      String host,
      @Nullable String forwardedHost,
      @Nullable String forwardedPort) {
    if (!trusts(peer)) {
      return host;
    }
    var first = first(forwardedHost);
    var asked = HOST.matcher(first).matches() ? first : host;
    var port = first(forwardedPort);
    boolean isOdd = PORT.matcher(port).matches() && !port.equals("80") && !port.equals("443");
    return isOdd && !WITH_PORT.matcher(asked).find() ? asked + ":" + port : asked;
  }

  private static String first(@Nullable String values) {
    return values == null ? "" : values.split(",", -1)[0].strip();
  }
}
