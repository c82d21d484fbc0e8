package dev.inlet.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.bench.Bodies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A body of {@code /track} to its lines: one pass against databind and back, unchecked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BodyReaderBenchmark {
  private static final Envelope ENVELOPE =
      new Envelope("019d7a3c-5b1e-7c4f-9a2d-3e4f5a6b7c8d", 1795224409123L, "web", null, null, null);

  @Param({"1", "20"})
  private int events;

  private final BodyReader reader =
      new BodyReader(new EventLimits(5000, 256 * 1024, 4 * 1024 * 1024));
  private final ObjectMapper mapper = new ObjectMapper();
  private List<byte[]> bodies = List.of();
  private int next;

  @Setup
  public void bodies() {
    bodies = Bodies.of(events).stream().map(body -> body.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Another one each time: a core learns by heart what it reads again and again. */
  private byte[] body() {
    next = next + 1 == bodies.size() ? 0 : next + 1;
    return bodies.get(next);
  }

  @Benchmark
  public Lines onePass() {
    var body = body();
    var reading = (Reading.Accepted) reader.read(Call.TRACK, body, body.length);
    return reading.lines(ENVELOPE);
  }

  @Benchmark
  public byte[] databind() throws IOException {
    var track = mapper.readValue(body(), TrackBody.class);
    var lines = new ByteArrayOutputStream(8192);
    List<TrackBody.Event> all = track.events();
    for (int i = 0; i < all.size(); i++) {
      var event = all.get(i);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", ENVELOPE.requestId() + '-' + i);
      line.put("type", "track");
      line.put("receivedAt", Instant.ofEpochMilli(ENVELOPE.receivedAtMillis()).toString());
      line.put("userId", track.userId());
      line.put("eventName", event.eventName());
      line.put("metadata", event.metadata());
      line.put("timestampUTC", event.timestampUTC());
      lines.writeBytes(mapper.writeValueAsBytes(line));
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
