package dev.inlet.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Calls fail in part, are throttled, the network goes, and the process is killed, while clients
 * send; {@code scripts/endurance} does the same for long.
 */
@Timeout(600)
class EnduranceIT {
  private @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"firehose, gzip, 65536", "firehose, none, 67108864", "s3, gzip, 65536"})
  void losesNothingAndSendsAgainOnlyWhatWasOnItsWayWhenItWasKilled(
      String sink, String compression, long batchBytesMax) throws Exception {
    var plan =
        new Plan(
            folder,
            sink,
            compression,
            batchBytesMax,
            20_000,
            4000,
            0,
            16,
            true,
            Duration.ofSeconds(3),
            3,
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

    var result = Endurance.run(plan, System.out::println);

    System.out.println(result.text());
    assertThat(result.exit()).isZero();
    assertThat(result.arrivals().missing()).isZero();
    assertThat(result.arrivals().foreign()).isZero();
    assertThat(result.arrivals().again()).isLessThanOrEqualTo(result.againMax());
    assertThat(result.keptLimits()).as(result.counts().table()).isTrue();
    assertThat(result.verifyExit()).as(result.verified()).isZero();
  }
}
