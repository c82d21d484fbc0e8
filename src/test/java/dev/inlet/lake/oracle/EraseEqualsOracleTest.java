package dev.inlet.lake.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.erase.Erase;
import dev.inlet.erase.LivingObjects;
import dev.inlet.erase.Receipt;
import dev.inlet.lake.Format;
import dev.inlet.lake.Lake;
import dev.inlet.lake.LakeErasing;
import dev.inlet.lake.Order;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After an erasure the tables are what the oracle computes of the lines that are left. */
@Timeout(180)
class EraseEqualsOracleTest {
  private static final List<String> OWNERS = List.of("userId", "originalUserId", "newUserId");
  private static final Clock BUILT = Clock.fixed(Hurtful.NOW, ZoneOffset.UTC);
  private static final Clock ERASED = Clock.offset(BUILT, Duration.ofSeconds(1));
  private static final Resources RESOURCES = new Resources(256L << 20, 2);

  private @TempDir Path data;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void leavesWhatTheOracleComputesOfTheRest(long seed) throws IOException {
    leavesTheRest(seed, false);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void leavesTheRestAlsoOfPersonsWhomRefusedLinksKeepApart(long seed) throws IOException {
    leavesTheRest(seed, true);
  }

  private void leavesTheRest(long seed, boolean refusesMerges) throws IOException {
    var random = new Random(seed);
    var objects = Hurtful.of(seed);
    put(objects);
    build(Order.NEWS.refusingMerges(refusesMerges));
    var ids = new ArrayList<>(owners(objects));
    var id = ids.get(random.nextInt(ids.size()));
    var person = person(id);

    var receipt = erase(id);

    assertThat(receipt.isComplete()).as(receipt.json()).isTrue();
    var left = left(objects);
    assertLeft(objects, left, person);
    assertEqualRows(left, refusesMerges);

    put(objects);
    build(Order.ALL);
    assertEqualRows(left, refusesMerges);
    assertThat(left(objects)).isEqualTo(left);
  }

  /** All lines that are not the person's, and none that is. */
  private void assertLeft(List<Hurtful.Raw> before, List<Hurtful.Raw> left, Set<String> person) {
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).key().startsWith("raw/events/")) {
        var others = before.get(i).lines().stream().filter(line -> !isOf(line, person)).toList();
        assertThat(left.get(i).lines()).as("of others than %s", person).isEqualTo(others);
      }
    }
  }

  private static boolean isOf(String line, Set<String> person) {
    var json = RawRecord.parse(line);
    return OWNERS.stream().anyMatch(owner -> person.contains(json.path(owner).asText(" none")));
  }

  private static Set<String> owners(List<Hurtful.Raw> objects) {
    var owners = new TreeSet<String>();
    for (var object : objects) {
      for (var line : object.lines()) {
        var json = RawRecord.parse(line);
        OWNERS.stream()
            .filter(json::has)
            .forEach(owner -> owners.add(json.path(owner).textValue()));
      }
    }
    return owners;
  }

  /** The ids that the tables say are this person's. */
  private Set<String> person(String id) throws IOException {
    var identities = RawRecord.parse(query("select user_id, person_id from processed.identities"));
    var person = id;
    for (var row : identities) {
      if (row.path("user_id").textValue().equals(id)) {
        person = row.path("person_id").textValue();
      }
    }
    var ids = new HashSet<>(List.of(id, person));
    for (var row : identities) {
      if (row.path("person_id").textValue().equals(person)) {
        ids.add(row.path("user_id").textValue());
      }
    }
    return ids;
  }

  private void assertEqualRows(List<Hurtful.Raw> objects, boolean refusesMerges)
      throws IOException {
    var records =
        objects.stream()
            .flatMap(
                object -> object.lines().stream().map(line -> RawRecord.of(object.key(), line)))
            .toList();
    for (var table : Rows.of(records, Hurtful.NOW, refusesMerges).entrySet()) {
      assertThat(Rows.of(RawRecord.parse(query(table.getKey()))))
          .as(table.getKey())
          .isEqualTo(table.getValue());
    }
  }

  private void put(List<Hurtful.Raw> objects) throws IOException {
    for (var object : objects) {
      var file = folder().resolve(object.key());
      Files.createDirectories(file.getParent());
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write((String.join("\n", object.lines()) + "\n").getBytes(UTF_8));
      }
    }
  }

  private List<Hurtful.Raw> left(List<Hurtful.Raw> objects) throws IOException {
    var left = new ArrayList<Hurtful.Raw>();
    for (var object : objects) {
      try (var in = new GZIPInputStream(Files.newInputStream(folder().resolve(object.key())))) {
        var text = new String(in.readAllBytes(), UTF_8);
        left.add(new Hurtful.Raw(object.key(), text.isEmpty() ? List.of() : lines(text)));
      }
    }
    return left;
  }

  /** A line of JSON may hold what Java takes for an end of line. */
  private static List<String> lines(String text) {
    return List.of(text.split("\n"));
  }

  private Receipt erase(String id) throws IOException {
    var tables = new LakeErasing(folder(), BUILT, RESOURCES);
    return new Erase(
            data, new DirectoryObjects(folder()), lake(), tables, ERASED, stage -> {}, line -> {})
        .run(id, false);
  }

  private void build(Order order) throws IOException {
    lake().build(LivingObjects.erasingFrom(new DirectoryObjects(folder())), order, stage -> {});
  }

  private String query(String sql) throws IOException {
    var out = new StringWriter();
    try (var reading = lake().read()) {
      reading.query(sql, Format.JSON, new PrintWriter(out));
    }
    return out.toString();
  }

  private Lake lake() {
    return new Lake(folder(), BUILT, RESOURCES);
  }

  private Path folder() {
    return data.resolve("lake");
  }
}
