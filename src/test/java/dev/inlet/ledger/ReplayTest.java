package dev.inlet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlet.RunningInlet;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.process.LakeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReplayTest {
  private static final Duration NOW = Duration.ofMinutes(1);
  private static final String EVENT =
      "{\"eventName\":\"e\",\"metadata\":{\"n\":25000000000000000000001},\"timestampUTC\":1}";

  private @TempDir Path folder;
  private final List<String> complaints = new ArrayList<>();

  @Test
  void bringsARefusedEventBackWithItsIdAndItsTime() throws Exception {
    var data = folder.resolve("data");
    var rejected = new ArrayList<String>();
    try (var inlet = RunningInlet.start(data, Map.of())) {
      inlet.post(
          "/track", "{\"userId\":\"u\",\"events\":[" + EVENT + ",{\"eventName\":\"late\"}]}");
      inlet.post("/alias", "{\"newUserId\":\"a\",\"originalUserId\":\"b\"}");
      inlet.rejected().forEach(record -> rejected.add(repaired((ObjectNode) record)));
    }
    var file = Files.write(folder.resolve("repaired.ndjson"), rejected);
    var collector = new Collector(data);

    var dry = replay(data, file, false);
    assertThat(dry).isEqualTo(new ReplayRejected.Result(2, 0, 2, 1));
    assertThat(LakeFolder.linesBelow(data.resolve("lake/raw/events"))).hasSize(1);
    assertThat(replay(data, file, true)).isEqualTo(dry);
    assertThat(replay(data, file, true)).isEqualTo(dry);

    var lines = LakeFolder.linesBelow(data.resolve("lake/raw/events"));
    assertThat(lines).hasSize(3);
    for (var record : rejected) {
      var from = RunningInlet.json(record);
      assertThat(lines)
          .anySatisfy(line -> {
            assertThat(line).contains("\"id\":\"" + from.get("id").asText());
            assertThat(line).contains(from.get("receivedAt").asText());
          });
    }
    assertThat(collector.verify().agrees()).isTrue();
  }

  @Test
  void writesNothingWhileARecordIsStillWrong() throws Exception {
    var file = folder.resolve("records.ndjson");
    Files.writeString(
        file,
        """
        {"id":"x-1","type":"rejected","receivedAt":"2026-11-21T01:00:00.000Z","path":"/alias",\
        "errors":[],"body":"{\\"newUserId\\":\\"a\\",\\"originalUserId\\":\\"b\\",\\"timestampUTC\\":1}"}
        {"id":"x-2","type":"rejected","receivedAt":"2026-11-21T01:00:00.000Z","path":"/alias",\
        "errors":[],"body":"{}"}
        {"id":"x-3"}
        nonsense
        """);

    var result = replay(folder, file, true);

    assertThat(result.records()).isEqualTo(4);
    assertThat(result.refused()).isEqualTo(3);
    assertThat(complaints).hasSize(3).last().isEqualTo("record 4: it is not JSON");
    assertThat(folder.resolve("lake")).doesNotExist();
    assertThat(folder.resolve("ledger")).doesNotExist();
  }

  @Test
  void copiesObjectsOnceAndGoesOnWhereItWasEnded() throws Exception {
    var collector = new Collector(folder.resolve("data"));
    collector.takes(10, NOW).takes(5, NOW);
    var other = new DirectoryObjects(folder.resolve("other"));
    var replay = new ReplayObjects(collector.lake(), other, line -> {});

    assertThat(replay.run(false).there()).isZero();
    assertThat(other.list("raw/")).isEmpty();
    replay.run(true);
    assertThat(other.list("raw/")).isEqualTo(collector.lake().list("raw/"));

    Files.delete(folder.resolve("other").resolve(other.list("raw/").getFirst().key()));
    assertThat(replay.run(true).there()).isEqualTo(1);
    assertThat(replay.run(true).there()).isEqualTo(2);
    assertThat(LakeFolder.linesBelow(folder.resolve("other"))).hasSize(15);
  }

  @Test
  void verifiesFromTheLakeAloneWhatWasMirrored() throws Exception {
    var collector = new Collector(folder.resolve("data"));
    collector.takes(10, NOW);
    try (var mirror = new LedgerMirror(folder.resolve("data/ledger"), collector.lake())) {
      mirror.copy();
    }
    Files.move(
        folder.resolve("data/lake"), Files.createDirectory(folder.resolve("far")).resolve("lake"));
    var far = new Collector(folder.resolve("far"));

    assertThat(far.verify().agrees()).isTrue();
    assertThat(far.verify().hours().getFirst().received()).isEqualTo(10);

    Files.delete(far.objects().getFirst());
    assertThat(far.verify().agrees()).isFalse();
  }

  private ReplayRejected.Result replay(Path data, Path file, boolean writes) throws IOException {
    var lake = new DirectoryObjects(data.resolve("lake"));
    return new ReplayRejected(data, lake, UnaryOperator.identity(), complaints::add)
        .run(file, writes);
  }

  private static String repaired(ObjectNode record) {
    var body = record.get("body").asText();
    record.put(
        "body",
        record.get("path").asText().equals("/alias")
            ? body.replace("}", ",\"timestampUTC\":1}")
            : body.replaceFirst("\"events\":\\[.*", "\"events\":[" + EVENT + "]}"));
    return record.toString();
  }
}
