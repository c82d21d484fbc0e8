package dev.inlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.delivery.RawObjects.RawObject;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.lake.Format;
import dev.inlet.lake.Lake;
import dev.inlet.lake.Order;
import dev.inlet.lake.RawGone;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawKeepingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:30:00Z");
  private static final String OLD = key("2026-11-14/hour=11");
  private static final String YOUNG = key("2026-11-14/hour=12");

  private @TempDir Path folder;
  private DirectoryObjects raw;
  private Lake lake;

  @BeforeEach
  void create() throws IOException {
    raw = new DirectoryObjects(folder);
    lake = new Lake(folder, Clock.fixed(NOW, ZoneOffset.UTC), new Resources(256L << 20, 2));
    put(OLD, "old");
    put(YOUNG, "young");
    lake.build(raw, Order.NEWS, stage -> {});
  }

  @Test
  void deletesWhatIsOlderAndInTheTables() throws IOException {
    assertThat(letGo()).isEqualTo(1);

    assertThat(raw.list("raw/")).extracting(RawObject::key).containsExactly(YOUNG);
    assertThat(folder.resolve("raw/events/date=2026-11-14/hour=11")).doesNotExist();
    assertThat(letGo()).isZero();
  }

  @Test
  void keepsWhatNoBuildHasSeen() throws IOException {
    var unseen = key("2026-11-01/hour=00");
    put(unseen, "late");
    var unreadable = key("2026-11-01/hour=01");
    put(unreadable, "rotten");
    Files.writeString(folder.resolve(unreadable), "no gzip");

    assertThat(letGo()).isEqualTo(1);
    assertThat(raw.list("raw/"))
        .extracting(RawObject::key)
        .containsExactly(unseen, unreadable, YOUNG);

    assertThat(lake.build(raw, Order.NEWS, stage -> {}).unreadable()).containsExactly(unreadable);
    assertThat(letGo()).isEqualTo(1);
    assertThat(raw.list("raw/")).extracting(RawObject::key).containsExactly(unreadable, YOUNG);
  }

  @Test
  void keepsWhatIsNotNamedAfterSequences() throws IOException {
    var others = "raw/events/date=2026-11-01/hour=00/inlet-1-2026.json.gz";
    put(others, "others");
    lake.build(raw, Order.NEWS, stage -> {});

    assertThat(letGo()).isEqualTo(1);
    assertThat(raw.list("raw/")).extracting(RawObject::key).containsExactly(others, YOUNG);
  }

  @Test
  void tablesKeepWhatWasInIt() throws IOException {
    letGo();
    put(key("2026-11-21/hour=10"), "new");
    lake.build(raw, Order.NEWS, stage -> {});

    assertThat(ids()).contains("new", "old", "young");
  }

  @Test
  void aRebuildIsRefusedUnlessItMayLoseWhatIsGone() throws IOException {
    letGo();

    assertThatThrownBy(() -> lake.build(raw, Order.ALL, stage -> {}))
        .isInstanceOf(RawGone.class)
        .hasMessageContaining("1 raw objects that the tables were made of are gone, such as " + OLD)
        .hasMessageContaining("--from-what-is-left");
    assertThat(ids()).contains("old", "young");

    lake.build(raw, new Order(Order.From.LEFT, Order.ALL.refusesMerges()), stage -> {});
    assertThat(ids()).contains("young").doesNotContain("old");
    lake.build(raw, Order.ALL, stage -> {});
  }

  @Test
  void whatIsPutBackIsNotReadTwice() throws IOException {
    var before = Files.readAllBytes(folder.resolve(OLD));
    letGo();
    Files.createDirectories(folder.resolve(OLD).getParent());
    Files.write(folder.resolve(OLD), before);

    assertThat(lake.build(raw, Order.NEWS, stage -> {}).objects()).isZero();
    lake.build(raw, Order.ALL, stage -> {});
    assertThat(ids()).contains("old", "young");
  }

  private long letGo() throws IOException {
    return new RawKeeping(raw, lake).letGo(7, NOW);
  }

  private static String key(String hour) {
    return "raw/events/date=%s/0123456789ab-%020d-%020d.json.gz".formatted(hour, 0, 0);
  }

  private void put(String key, String id) throws IOException {
    var file = folder.resolve(key);
    Files.createDirectories(file.getParent());
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          """
          {"id":"%s","type":"track","receivedAt":"2026-11-14T11:00:00.000Z","userId":"u",\
          "eventName":"e","metadata":{},"timestampUTC":1763118000}
          """
              .formatted(id)
              .getBytes(UTF_8));
    }
  }

  private String ids() throws IOException {
    var out = new StringWriter();
    try (var reading = lake.read()) {
      reading.query("select id from processed.events", Format.CSV, new PrintWriter(out));
    }
    return out.toString();
  }
}
