package dev.inlet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CutTest {
  private static final int HOUR =
      Cut.hourOf(Instant.parse("2026-11-21T01:26:49.123Z").toEpochMilli());

  @Test
  void namesAnObjectByStreamHourSpoolAndRange() {
    assertThat(new Cut(7, 4_711, HOUR, Compression.GZIP).key("events", "5p00l"))
        .isEqualTo(
            "events/date=2026-11-21/hour=01/"
                + "5p00l-00000000000000000007-00000000000000004711.json.gz");
  }

  @Test
  void namesThatAreNotCompressedEndInJson() {
    assertThat(new Cut(0, 0, HOUR, Compression.NONE).key("rejected", "s"))
        .startsWith("rejected/")
        .endsWith("-00000000000000000000.json");
  }

  @Test
  void namesSortAsTheirSequences() {
    assertThat(new Cut(9, 9, HOUR, Compression.GZIP).key("events", "s"))
        .isLessThan(new Cut(10, Long.MAX_VALUE, HOUR, Compression.GZIP).key("events", "s"));
  }

  @Test
  void hoursAreOfUtcAlsoBeforeTheEpoch() {
    assertThat(Cut.hourOf(0)).isZero();
    assertThat(Cut.hourOf(3_599_999)).isZero();
    assertThat(Cut.hourOf(3_600_000)).isEqualTo(1);
    assertThat(Cut.hourOf(-1)).isEqualTo(-1);
    assertThat(new Cut(0, 0, -1, Compression.GZIP).key("events", "s"))
        .startsWith("events/date=1969-12-31/hour=23/");
  }

  @Test
  void keysHaveTheSameDigitsInEveryLanguage() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(new Cut(1, 2, HOUR, Compression.GZIP).key("events", "s"))
          .isEqualTo(
              "events/date=2026-11-21/hour=01/"
                  + "s-00000000000000000001-00000000000000000002.json.gz");
    } finally {
      Locale.setDefault(before);
    }
  }
}
