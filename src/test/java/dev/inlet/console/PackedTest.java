package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.event.Envelope;
import dev.inlet.event.Fault;
import dev.inlet.event.Lines;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import dev.inlet.event.Secrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept as bytes is the same when somebody looks at it. */
class PackedTest {
  private static final byte[] BODY = "{\"a\":\"s3cret\",\"b\":\"ü🙂\"".getBytes(UTF_8);
  private static final Secrets SECRETS = new Secrets(List.of("s3cret".getBytes(UTF_8)));
  private static final Fault FAULT = new Fault("/events/0/🙂", "code", "What is wrong.");

  private static Sample sample(Envelope envelope, Sample.Posted posted) {
    var lines = "{\"id\":\"s3cret\"}\n".getBytes(UTF_8);
    return Sample.of(envelope, posted, BODY, BODY.length, SECRETS)
        .with(new Lines(lines, lines.length, 1));
  }

  private static final Sample FULL =
      sample(
          new Envelope("request", Long.MAX_VALUE, "web", "key", "127.0.0.1", "curl/8"),
          new Sample.Posted("/track", List.of("a", "b"), List.of("gzip"), BODY.length, true));

  private static final Sample BARE =
      sample(
          new Envelope("request", 1, null, null, null, null),
          new Sample.Posted("/v1/batch", List.of(), List.of(), 1L << 40, false));

  private static Sighting again(Sighting sighting) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Packed.write(sighting, new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    var read = Packed.read(in, sighting.sample().secrets());
    assertThat(in.read()).isEqualTo(-1);
    return read;
  }

  private static void assertSame(Sighting read, Sighting was) {
    assertThat(read).usingRecursiveComparison().isEqualTo(was);
  }

  @Test
  void keepsWhatWasTaken() throws IOException {
    var refused =
        List.of(new RefusedEvent(7, List.of(FAULT, FAULT)), new RefusedEvent(9, List.of()));
    var full = new Sighting.Taken(FULL, refused);
    var bare = new Sighting.Taken(BARE, List.of());

    assertSame(again(full), full);
    assertSame(again(bare), bare);
  }

  @Test
  void keepsWhatWasRefused() throws IOException {
    var refused = new Sighting.Refused(FULL, 400, List.of(FAULT));
    var without = new Sighting.Refused(BARE, 503, List.of());

    assertSame(again(refused), refused);
    assertSame(again(without), without);
  }

  @Test
  void tellsNoSecret() throws IOException {
    var sample = again(new Sighting.Taken(FULL, List.of())).sample();

    assertThat(new String(sample.body(), UTF_8)).isEqualTo("{\"a\":\"***\",\"b\":\"ü🙂\"");
    assertThat(new String(sample.lines(), UTF_8)).isEqualTo("{\"id\":\"***\"}\n");
    assertThat(sample.isWhole()).isTrue();
  }
}
