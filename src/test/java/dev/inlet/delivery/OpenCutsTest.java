package dev.inlet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.OpenCut.Stage;
import dev.inlet.delivery.OpenCuts.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenCutsTest {
  private static final Cut A = new Cut(0, 9, 0, Compression.GZIP);
  private static final Cut B = new Cut(10, 19, 0, Compression.GZIP);
  private static final Cut C = new Cut(25, 29, 0, Compression.GZIP);

  private final OpenCuts cuts = new OpenCuts(new Position(0, List.of()));

  @Test
  void movesOverADeliveredPrefixOnly() {
    var a = cuts.add(A);
    var b = cuts.add(B);
    var c = cuts.add(C);

    cuts.delivered(b);
    assertThat(cuts.position()).isEqualTo(new Position(0, List.of(A, B, C)));
    cuts.delivered(a);
    assertThat(cuts.position()).isEqualTo(new Position(20, List.of(C)));
    cuts.delivered(c);
    assertThat(cuts.position()).isEqualTo(new Position(30, List.of()));
  }

  @Test
  void movesOverHolesBetweenSequences() {
    var b = cuts.add(B);
    var c = cuts.add(C);

    cuts.delivered(c);
    cuts.delivered(b);

    assertThat(cuts.position()).isEqualTo(new Position(30, List.of()));
  }

  @Test
  void sendsNothingBeforeItIsRecorded() {
    var a = cuts.add(A);
    assertThat(cuts.nextToSend()).isEmpty();

    var before = cuts.position();
    var b = cuts.add(B);
    cuts.recorded(before);
    assertThat(cuts.nextToSend()).containsSame(a);
    assertThat(b.stage).isEqualTo(Stage.DECIDED);
  }

  @Test
  void sendsEachCutOnceAndTheOldestFirst() {
    var started = new OpenCuts(new Position(0, List.of(A, B)));

    var first = started.nextToSend().orElseThrow();
    first.stage = Stage.SENDING;
    var second = started.nextToSend().orElseThrow();
    second.stage = Stage.SENDING;

    assertThat(first.cut).isEqualTo(A);
    assertThat(second.cut).isEqualTo(B);
    assertThat(started.nextToSend()).isEmpty();
  }

  @Test
  void goesOnAfterTheLastOfTheCutsOfACheckpoint() {
    assertThat(new Position(5, List.of()).uncut()).isEqualTo(5);
    assertThat(new Position(0, List.of(A, B)).uncut()).isEqualTo(20);
  }

  @Test
  void tellsTheTroubleOfTheOldestUntilItIsDelivered() {
    var a = cuts.add(A);
    var b = cuts.add(B);
    a.trouble = new Trouble("a", false);
    b.trouble = new Trouble("b", true);

    assertThat(cuts.trouble()).contains(new Trouble("a", false));
    cuts.delivered(a);
    assertThat(cuts.trouble()).contains(new Trouble("b", true));
    cuts.delivered(b);
    assertThat(cuts.trouble()).isEmpty();
  }
}
