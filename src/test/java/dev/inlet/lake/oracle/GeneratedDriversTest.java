package dev.inlet.lake.oracle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.generate.Feature;
import dev.inlet.generate.Generate;
import dev.inlet.generate.Plan;
import dev.inlet.process.LakeFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code inlet generate} says of its features is what can be found in the data. */
class GeneratedDriversTest {
  private static final Instant UNTIL = Instant.parse("2026-11-21T00:00:00Z");

  /** The bound of 99.9 % of a normal distribution, in bounds of 95 %. */
  private static final double SURE = 3.29 / 1.96;

  private @TempDir Path folder;

  @Test
  void featuresDoWhatIsSaidAndPlacebosDoNothing() throws Exception {
    new Generate(new Plan(4000, 60, 1, UNTIL), (share, events) -> {})
        .into(new DirectoryObjects(folder));

    var drivers = drivers();

    for (var feature : Feature.values()) {
      assertThat(week2(drivers, feature.eventName()))
          .as(feature.eventName())
          .satisfies(each -> assertEffect(each, feature.effect()));
    }
    assertThat(week2(drivers, "help_opened")).satisfies(each -> assertEffect(each, 1));
    assertThat(week2(drivers, "teammate_invited").ciLow()).isGreaterThan(1);
    assertThat(week2(drivers, "report_created").ciLow()).isGreaterThan(1);
    assertThat(week2(drivers, "import_failed").ciHigh()).isLessThan(1);
  }

  private List<Retention.Driver> drivers() {
    var records =
        LakeFolder.linesBelow(folder.resolve("raw/events")).stream()
            .map(line -> RawRecord.of("", line))
            .toList();
    return new Retention(Events.of(records, new Persons(records, false)), UNTIL).drivers();
  }

  private static Retention.Driver week2(List<Retention.Driver> drivers, String event) {
    return drivers.stream()
        .filter(each -> each.week() == 2 && each.eventName().equals(event))
        .findFirst()
        .orElseThrow();
  }

  private static void assertEffect(Retention.Driver driver, double effect) {
    double lift = Math.log(requireNonNull(driver.lift()));
    double bound = SURE * (Math.log(requireNonNull(driver.ciHigh())) - lift);
    assertThat(Math.log(effect)).as("%s", driver).isBetween(lift - bound, lift + bound);
  }
}
