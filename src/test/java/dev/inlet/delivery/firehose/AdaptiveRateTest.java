package dev.inlet.delivery.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A stream with a quota that nobody tells, on a clock that nobody waits for. */
class AdaptiveRateTest {
  private static final double MIB = 1 << 20;
  private static final long SECOND = 1_000_000_000;
  private static final double CALL = 256 << 10;

  private final AdaptiveRate rate = new AdaptiveRate(64 << 10, 0);
  private long now;
  private double quota = MIB;
  private double bucket = MIB;
  private long filledAt;
  private double taken;
  private int calls;
  private int throttled;

  @Test
  void doesNotWaitAsLongAsNothingIsRefused() {
    for (int call = 0; call < 1000; call++) {
      assertThat(rate.reserve(CALL, now)).isZero();
      rate.taken(CALL, now);
    }

    assertThat(rate.perSecond()).isInfinite();
  }

  @Test
  void findsTheQuotaAndStaysCloseBelowIt() {
    run(20);
    forget();
    run(300);

    assertThat(taken / 300).isBetween(0.8 * MIB, 1.01 * MIB);
    assertThat((double) throttled / calls).isLessThan(0.05);
  }

  @Test
  void followsAQuotaThatRisesOrFalls() {
    run(60);
    quota = 5 * MIB;
    run(300);
    forget();
    run(60);
    assertThat(taken / 60).isGreaterThan(0.8 * 5 * MIB);

    quota = MIB;
    run(30);
    forget();
    run(60);
    assertThat(taken / 60).isBetween(0.8 * MIB, 1.02 * MIB);
    assertThat((double) throttled / calls).isLessThan(0.1);
  }

  @Test
  void countsRefusalsOfOneSecondOnce() {
    rate.taken(MIB, now);
    rate.throttled(CALL, now);
    double once = rate.perSecond();

    rate.throttled(CALL, now + SECOND / 2);
    assertThat(rate.perSecond()).isEqualTo(once);
    rate.throttled(CALL, now + SECOND);
    assertThat(rate.perSecond()).isLessThan(once);
  }

  @Test
  void neverFallsBelowItsLeast() {
    for (int second = 0; second < 100; second++) {
      rate.throttled(CALL, second * SECOND);
    }

    assertThat(rate.perSecond()).isEqualTo(64 << 10);
  }

  /** Sends as fast as it may, one call after the other. */
  private void run(int seconds) {
    long end = now + seconds * SECOND;
    while (now < end) {
      now += rate.reserve(CALL, now) + SECOND / 100;
      calls++;
      bucket = Math.min(quota, bucket + (now - filledAt) / (double) SECOND * quota);
      filledAt = now;
      if (bucket >= CALL) {
        bucket -= CALL;
        taken += CALL;
        rate.taken(CALL, now);
      } else {
        throttled++;
        rate.throttled(CALL, now);
        now += SECOND / 10;
      }
    }
  }

  private void forget() {
    taken = 0;
    calls = 0;
    throttled = 0;
  }
}
