package dev.inlet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private final Proxies proxies = new Proxies("10.0.0.0/8, 192.0.2.7, 2001:db8::/33");

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException notOne) {
      throw new AssertionError(notOne);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 203.0.113.9, 203.0.113.9",
    "10.0.0.1, '198.51.100.1, 203.0.113.9', 203.0.113.9",
    "10.0.0.1, '203.0.113.9, 10.1.2.3,192.0.2.7', 203.0.113.9",
    "10.0.0.1, '10.9.9.9, 10.1.2.3', 10.9.9.9",
    "10.0.0.1, 203.0.113.9:4711, 203.0.113.9",
    "10.0.0.1, 2001:db9::5, 2001:db9::5",
    "10.0.0.1, '[2001:db9::5]:443', 2001:db9::5",
    "2001:db8:7fff::1, 203.0.113.9, 203.0.113.9",
    "2001:db8:8000::1, 203.0.113.9, 2001:db8:8000::1",
    "192.0.2.8, 203.0.113.9, 192.0.2.8",
    "11.0.0.1, 203.0.113.9, 11.0.0.1",
    "10.0.0.1, '203.0.113.9, unknown', 10.0.0.1",
    "10.0.0.1, '203.0.113.9, 10.0.0.2, localhost', 10.0.0.1",
    "10.0.0.1, '203.0.113.9, _hidden, 10.0.0.2', 10.0.0.2",
    "10.0.0.1, 1, 10.0.0.1",
    "10.0.0.1, 300.1.1.1, 10.0.0.1",
    "10.0.0.1, '', 10.0.0.1",
  })
  void theClientIsTheLastHopThatIsNoTrustedProxy(String peer, String hops, String client) {
    assertThat(proxies.client(address(peer), List.of(hops))).isEqualTo(address(client));
  }

  @Test
  void hopsOfSeveralHeadersAreInTheirOrder() {
    assertThat(
            proxies.client(address("10.0.0.1"), List.of("198.51.100.1", "203.0.113.9", "10.0.0.2")))
        .isEqualTo(address("203.0.113.9"));
    assertThat(proxies.client(address("10.0.0.1"), List.of())).isEqualTo(address("10.0.0.1"));
  }

  @Test
  void trustsNobodyUnlessToldTo() {
    var none = new Proxies("");

    assertThat(none.client(address("127.0.0.1"), List.of("203.0.113.9")))
        .isEqualTo(address("127.0.0.1"));
    assertThat(none.scheme(address("127.0.0.1"), "https")).isEqualTo("http");
  }

  @Test
  void theSchemeIsTheOneThatTheClientAskedBy() {
    assertThat(proxies.scheme(address("10.0.0.1"), "HTTPS")).isEqualTo("https");
    assertThat(proxies.scheme(address("10.0.0.1"), "https, http")).isEqualTo("https");
    assertThat(proxies.scheme(address("10.0.0.1"), "http")).isEqualTo("http");
    assertThat(proxies.scheme(address("10.0.0.1"), null)).isEqualTo("http");
    assertThat(proxies.scheme(address("11.0.0.1"), "https")).isEqualTo("http");
  }

  @ParameterizedTest
  @CsvSource({
    "in:8080, collect.example.com,      ,     collect.example.com",
    "in:8080, collect.example.com:8443, ,     collect.example.com:8443",
    "in:8080, collect.example.com:8443, 9000, collect.example.com:8443",
    "in:8080, 'collect.example.com, b', ,     collect.example.com",
    "in:8080, [2001:db8::1],            8443, [2001:db8::1]:8443",
    "in:8080, ,                         8443, in:8080",
    "in,      ,                         8443, in:8443",
    "in,      ,                         443,  in",
    "in,      ,                         80,   in",
    "in,      ,                         x,    in",
    "in:8080, 'a/b',                    ,     in:8080",
    "in:8080, '',                       '',   in:8080"
  })
  void theHostIsTheOneThatTheClientAsked(
      String host, @Nullable String forwarded, @Nullable String port, String asked) {
    assertThat(proxies.host(address("10.0.0.1"), host, forwarded, port)).isEqualTo(asked);
    assertThat(proxies.host(address("11.0.0.1"), host, forwarded, port)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "::/129", "proxy.local", "10.0.0.0/", "10.0.0", "10/8"})
  void refusesWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> new Proxies(text)).hasMessageStartingWith("inlet.proxy.trusted: ");
  }
}
