package dev.inlet.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoomTest {
  private final Room room = new Room(new SpoolConfig(1_000, 100, Duration.ofHours(1), 50, 300));

  @Test
  void refusesWhatWouldGoPastTheCap() {
    room.onDisk(900);

    assertThat(room.refuse(100)).isNull();
    assertThat(room.refuse(101)).isEqualTo("spool is full: 900 of 1000 bytes");
  }

  @Test
  void staysFullForASmallAppendAfterALargeOneWasRefused() {
    room.onDisk(900);
    room.refuse(101);

    assertThat(room.refuse(1)).isEqualTo("spool is full: 900 of 1000 bytes");
  }

  @Test
  void staysFullUntilLessThanNineTenthsAreUsed() {
    room.onDisk(900);
    room.refuse(101);

    room.review(Long.MAX_VALUE);
    assertThat(room.full()).isNotNull();

    room.onDisk(899);
    room.review(Long.MAX_VALUE);
    assertThat(room.full()).isNull();
  }

  @Test
  void countsBytesInFlightAsUsed() {
    room.onDisk(700);
    room.take(250);

    assertThat(room.refuse(51)).isEqualTo("spool is full: 950 of 1000 bytes");
  }

  @Test
  void refusesWhatIsTooMuchInFlightForThisMomentOnly() {
    room.take(300);

    assertThat(room.refuse(1)).isEqualTo("disk is behind: 300 of 300 bytes in flight");
    assertThat(room.full()).isNull();

    room.settle(300);
    assertThat(room.refuse(1)).isNull();
  }

  @Test
  void takesOneThatIsLargerThanTheBoundWhenNothingElseIsInFlight() {
    assertThat(room.refuse(400)).isNull();
  }

  @Test
  void isFullWhileTheVolumeHasTooLittleSpace() {
    room.review(49);
    assertThat(room.refuse(1)).isEqualTo("disk is full: 49 bytes free, 50 must stay free");

    room.review(50);
    assertThat(room.refuse(1)).isNull();
  }

  @Test
  void isFullForTheReasonThatTheWriterGivesUntilTheNextReview() {
    room.fill("disk took no more: No space left on device");
    assertThat(room.refuse(1)).isEqualTo("disk took no more: No space left on device");

    room.review(50);
    assertThat(room.refuse(1)).isNull();
  }
}
