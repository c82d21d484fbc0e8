package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {
  @Test
  void readsWhatWasAnswered() throws IOException {
    assertThat(Wrk.parse("answered 52100 in 2001345 us, cut 0, refused 0"))
        .isEqualTo(new Wrk.Answered(52100, 2.001345));
  }

  @Test
  void looksPastOtherLines() throws IOException {
    assertThat(Wrk.parse("Running 2s test @ http://127.0.0.1:8080/track")).isNull();
  }

  @Test
  void acceptsNoRunInWhichAnythingWasRefusedOrCut() {
    assertThatThrownBy(() -> Wrk.parse("answered 52100 in 2001345 us, cut 0, refused 1"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Wrk.parse("answered 52100 in 2001345 us, cut 3, refused 0"))
        .isInstanceOf(IOException.class);
  }
}
