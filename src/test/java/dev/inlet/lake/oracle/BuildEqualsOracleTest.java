package dev.inlet.lake.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.lake.Format;
import dev.inlet.lake.Lake;
import dev.inlet.lake.Order;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a build makes of data that is made to hurt is what the oracle computes of it. */
@Timeout(120)
class BuildEqualsOracleTest {
  private static final int PARTS = 3;

  private @TempDir Path folder;
  private Order order = Order.NEWS;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void buildsWhatTheOracleComputes(long seed) throws IOException {
    var objects = Hurtful.of(seed);

    build(objects);

    assertEqualRows(objects);
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10, 11, 12})
  void buildsTheSameInAnyOrderOfArrival(long seed) throws IOException {
    var objects = new ArrayList<>(Hurtful.of(seed));
    Collections.shuffle(objects, new Random(seed));

    buildInParts(objects);

    assertEqualRows(objects);
  }

  @ParameterizedTest
  @ValueSource(longs = {13, 14, 15, 16})
  void refusesWhatTheOracleRefusesInAnyOrderOfArrival(long seed) throws IOException {
    order = Order.NEWS.refusingMerges(true);
    var objects = new ArrayList<>(Hurtful.of(seed));
    Collections.shuffle(objects, new Random(seed));

    buildInParts(objects);

    assertEqualRows(objects);
  }

  @Test
  void mergesAProfileOfTenThousandKeys() throws IOException {
    var objects = Hurtful.manyKeys();

    build(objects);

    assertEqualRows(objects);
  }

  private void buildInParts(List<Hurtful.Raw> objects) throws IOException {
    int from = 0;
    for (int part = 1; part <= PARTS; part++) {
      int to = objects.size() * part / PARTS;
      build(objects.subList(from, to));
      from = to;
    }
  }

  private void assertEqualRows(List<Hurtful.Raw> objects) throws IOException {
    var records =
        objects.stream()
            .flatMap(
                object -> object.lines().stream().map(line -> RawRecord.of(object.key(), line)))
            .toList();
    for (var table :
        Rows.of(records, Hurtful.NOW, order.refusesMerges().orElse(false)).entrySet()) {
      assertThat(rows(table.getKey())).as(table.getKey()).isEqualTo(table.getValue());
    }
  }

  private void build(List<Hurtful.Raw> objects) throws IOException {
    for (var object : objects) {
      var file = folder.resolve(object.key());
      Files.createDirectories(file.getParent());
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write((String.join("\n", object.lines()) + "\n").getBytes(UTF_8));
      }
    }
    lake().build(new DirectoryObjects(folder), order, stage -> {});
  }

  private List<String> rows(String query) throws IOException {
    var out = new StringWriter();
    try (var reading = lake().read()) {
      reading.query(query, Format.JSON, new PrintWriter(out));
    }
    return Rows.of(RawRecord.parse(out.toString()));
  }

  private Lake lake() {
    return new Lake(folder, Clock.fixed(Hurtful.NOW, ZoneOffset.UTC), new Resources(256L << 20, 2));
  }
}
