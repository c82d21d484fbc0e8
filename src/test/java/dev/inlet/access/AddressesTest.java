package dev.inlet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private final Addresses addresses = new Addresses(new AddressConfig(2, 100));

  private Addresses.Visit arrive(String address) {
    try {
      return Objects.requireNonNull(addresses.arrive(InetAddress.getByName(address)));
    } catch (UnknownHostException notOne) {
      throw new AssertionError(notOne);
    }
  }

  @Test
  void oneIsTooManyWhenThereAreAsManyAsThereMayBe() {
    arrive("192.0.2.1");
    var second = arrive("192.0.2.1");
    var third = arrive("192.0.2.1");

    assertThat(second.isOneTooMany()).isFalse();
    assertThat(third.isOneTooMany()).isTrue();
    assertThat(arrive("192.0.2.2").isOneTooMany()).isFalse();
  }

  @Test
  void whoLeavesMakesRoomForTheNext() {
    arrive("192.0.2.1");
    arrive("192.0.2.1").leave();

    assertThat(arrive("192.0.2.1").isOneTooMany()).isFalse();
  }

  @Test
  void twiceAsManyAreFarTooMany() {
    IntStream.range(0, 3).forEach(i -> arrive("192.0.2.1"));

    assertThat(arrive("192.0.2.1").isOneOfFarTooMany()).isFalse();
    assertThat(arrive("192.0.2.1").isOneOfFarTooMany()).isTrue();
  }

  @Test
  void theAddressesOfOneIpv6NetworkAreOneClient() {
    arrive("2001:db8:0:1::1");
    arrive("2001:db8:0:1:ffff::");

    assertThat(arrive("2001:db8:0:1::2").isOneTooMany()).isTrue();
    assertThat(arrive("2001:db8:0:2::1").isOneTooMany()).isFalse();
  }

  @Test
  void anIpv4AddressIsItselfHoweverItIsWritten() {
    arrive("192.0.2.1");
    arrive("::ffff:192.0.2.1");

    assertThat(arrive("192.0.2.1").isOneTooMany()).isTrue();
  }

  @Test
  void bytesOfAllItsVisitsCountTogether() {
    var one = arrive("192.0.2.1");
    var other = arrive("192.0.2.1");

    assertThat(one.take(60)).isTrue();
    assertThat(other.take(40)).isTrue();
    assertThat(other.take(1)).isFalse();
    other.giveBack();
    assertThat(one.take(40)).isTrue();
  }

  @Test
  void whatOneVisitHasAloneIsNeverTooMuch() {
    var one = arrive("192.0.2.1");

    assertThat(one.take(500)).isTrue();
    assertThat(one.take(500)).isTrue();
    assertThat(arrive("192.0.2.1").take(1)).isFalse();
  }

  @Test
  void forgetsWhoHasLeft() throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        threads.execute(() -> {
          for (int round = 0; round < 10_000; round++) {
            var visits = new ArrayList<Addresses.Visit>();
            visits.add(arrive("192.0.2." + round % 3));
            visits.add(arrive("192.0.2." + round % 5));
            visits.get(0).take(round);
            visits.forEach(Addresses.Visit::leave);
          }
        });
      }
    }

    assertThat(addresses.size()).isZero();
    assertThat(arrive("192.0.2.1").take(500)).isTrue();
  }

  @Test
  void zeroIsNoLimit() throws UnknownHostException {
    var address = InetAddress.getByName("192.0.2.1");
    var bytesAlone = new Addresses(new AddressConfig(0, 1));
    var connectionsAlone = new Addresses(new AddressConfig(1, 0));
    bytesAlone.arrive(address);
    connectionsAlone.arrive(address);

    assertThat(new Addresses(new AddressConfig(0, 0)).arrive(address)).isNull();
    assertThat(Objects.requireNonNull(bytesAlone.arrive(address)).isOneTooMany()).isFalse();
    assertThat(Objects.requireNonNull(connectionsAlone.arrive(address)).take(1 << 30)).isTrue();
  }
}
