package dev.inlet.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTextTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void readsWhenAndWhat() {
    assertThat(parse("a=always:throttled"))
        .isEqualTo(new FaultText("a", new When.Calls(1, Long.MAX_VALUE), Fault.throttled()));
    assertThat(parse("a=call-5:cut-after"))
        .isEqualTo(new FaultText("a", new When.Calls(5, 5), Fault.cutAfter()));
    assertThat(parse("a=calls-5-20:slow-2s"))
        .isEqualTo(new FaultText("a", new When.Calls(5, 20), Fault.slow(Duration.ofSeconds(2))));
    assertThat(parse("a=every-10:partial-3"))
        .isEqualTo(new FaultText("a", new When.EveryCall(10), Fault.partial(3)));
    assertThat(parse("a=after-30s-for-2m:kms"))
        .isEqualTo(
            new FaultText(
                "a", new When.Between(START.plusSeconds(30), START.plusSeconds(150)), Fault.kms()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"throttled", "a=never:throttled", "a=always:sad", "a=every-0:kms"})
  void saysHowAFaultIsWritten(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NAME=WHEN:WHAT");
  }

  private static FaultText parse(String text) {
    return FaultText.parse(text, START);
  }
}
