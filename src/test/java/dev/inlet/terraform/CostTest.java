package dev.inlet.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a month is said to cost. */
class CostTest {
  private static final double HOURS = 730;
  private static final double GIB = 1L << 30;

  @Test
  void addsUpWhatASmallInstanceCosts() {
    var report = cost("mode=single", "instance_type=t4g.small", "spool_gib=8", "10");

    assertThat(dollars(report, "1 x t4g.small")).isEqualTo("%.2f".formatted(HOURS * 0.0168));
    assertThat(dollars(report, "their volumes")).isEqualTo("%.2f".formatted(16 * 0.08));
    assertThat(dollars(report, "Elastic IP")).isEqualTo("%.2f".formatted(HOURS * 0.005));
  }

  @Test
  void paysFirehoseForCompressedBytes() {
    var compressed = 2000 * 500 * HOURS * 3600 / GIB * 0.15;

    assertThat(dollars(cost("2000"), "Firehose")).isEqualTo("%.2f".formatted(compressed * 0.029));
  }

  @Test
  void paysNoFirehoseWithoutOne() {
    assertThat(cost("sink=s3", "100")).doesNotContain("Firehose");
  }

  @Test
  void paysSevenEndpointsInEachZone() {
    var report = cost("mode=scaled", "zones=3", "sink=s3", "0");

    assertThat(dollars(report, "endpoints")).isEqualTo("%.2f".formatted(7 * 3 * HOURS * 0.01));
    assertThat(report).doesNotContain("Elastic IP");
  }

  /** Half a month of events on average, and each night's build reads three days again. */
  @Test
  void paysAthenaForWhatBuildsRead() {
    var raw = 1000 * 500 * HOURS * 3600 / GIB * 0.15 * 4;
    var past = 1000 * HOURS * 3600 * 0.5 * 50 / GIB * HOURS / 24;

    assertThat(dollars(cost("lake_every_hours=24", "1000"), "Athena"))
        .isEqualTo("%.2f".formatted((raw + past) / 1024 * 5));
    assertThat(cost("lake=false", "1000")).doesNotContain("Athena");
  }

  @Test
  void takesWhatAnEnvironmentSays() {
    assertThat(cost("--env", "production", "100")).contains("2 x m7g.medium", "load balancer");
  }

  @Test
  void addsItsPartsUp() {
    var rows =
        Pattern.compile("^  .* (\\d+\\.\\d\\d)$", Pattern.MULTILINE)
            .matcher(cost("--env", "production", "1000"))
            .results()
            .mapToDouble(row -> Double.parseDouble(row.group(1)))
            .toArray();

    var total = rows[rows.length - 1];
    assertThat(DoubleStream.of(rows).sum() - total).isCloseTo(total, within(0.1));
  }

  @Test
  void saysWhenItsPricesAreFrom() {
    assertThat(cost("1")).containsPattern("as known on \\d{4}-\\d\\d-\\d\\d");
  }

  @Test
  void refusesATypeWithoutAPrice() {
    var ran = Shell.run(Map.of(), "scripts/cost", "instance_type=x9.huge", "1");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.output()).contains("x9.huge");
  }

  private static String cost(String... arguments) {
    var command = Stream.concat(Stream.of("scripts/cost"), Stream.of(arguments));
    var ran = Shell.run(Map.of(), command.toArray(String[]::new));
    assertThat(ran.status()).as(ran.output()).isZero();
    return ran.output();
  }

  private static String dollars(String report, String part) {
    return report
        .lines()
        .filter(line -> line.strip().startsWith(part))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }
}
