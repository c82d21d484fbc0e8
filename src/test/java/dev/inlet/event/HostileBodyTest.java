package dev.inlet.event;

import static dev.inlet.event.Readings.event;
import static dev.inlet.event.Readings.read;
import static dev.inlet.event.Readings.track;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that are made to cost much cost not much more than plain ones of their size. */
class HostileBodyTest {
  private static final int BODY_BYTES = 1024 * 1024;
  private static final int ROUNDS = 5;
  private static final int TIMES_MAX = 100;

  /** A way to make a body of about 1 MiB. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Attack {
    ARRAYS(size -> "[".repeat(size)),
    OBJECTS(size -> "{\"\":".repeat(size / 4)),
    DEEP_METADATA(
        size -> track(event("{\"a\":" + "[".repeat(size / 2) + "]".repeat(size / 2) + "}"))),
    NAMES(size -> track(event(names(size / 10, i -> "n" + i)))),
    ESCAPED_NAMES(size -> track(event(names(size / 15, i -> "\\u006e" + i)))),
    NAMES_OF_THE_BODY(size -> names(size / 10, i -> "n" + i)),
    NAMES_OF_ONE_STRING_HASH(size -> track(event(names(size / 40, Attack::colliding)))),
    SAME_NAMES(size -> track(event(names(size / 10, i -> "same")))),
    SMALL_OBJECTS(
        size -> track(event("{\"a\":[" + "{\"a\":1,\"b\":2},".repeat(size / 14) + "0]}"))),
    OBJECTS_OF_NINE_NAMES(size ->
        track(event("{\"a\":[" + (names(9, i -> "n" + i) + ",").repeat(size / 70) + "0]}"))),
    BAD_EVENTS(size -> track("5,".repeat(size / 2) + "5")),
    BAD_NUMBERS(size -> track(event("{\"a\":[" + "1e999,".repeat(size / 6) + "0]}"))),
    LONG_NUMBER(size -> track(event("{\"a\":" + "1".repeat(size) + "}"))),
    EXTRAS(size ->
        "{\"userId\":\"u\","
            + names(size / 25, i -> "n" + i).substring(1).replace("}", ",")
            + "\"events\":["
            + names(size / 25, i -> "n" + i).replace("}", ",")
            + event("{}").substring(1)
            + "]}"),
    WHITE_SPACE(size -> track(event("{}")).replace("{}", "{" + " ".repeat(size) + "}"));

    private final IntFunction<String> body;

    Attack(IntFunction<String> body) {
      this.body = body;
    }

    byte[] body() {
      return body.apply(BODY_BYTES).getBytes(StandardCharsets.UTF_8);
    }

    private static String names(int count, IntFunction<String> name) {
      return IntStream.range(0, count)
          .mapToObj(i -> '"' + name.apply(i) + "\":1")
          .collect(Collectors.joining(",", "{", "}"));
    }

    /** Names that all have one {@link String#hashCode}. */
    private static String colliding(int i) {
      return IntStream.range(0, 16)
          .mapToObj(bit -> ((i >> bit) & 1) == 0 ? "Aa" : "BB")
          .collect(Collectors.joining());
    }
  }

  @ParameterizedTest
  @EnumSource(Attack.class)
  void costsNotMuchMoreThanAPlainBody(Attack attack) {
    var reader = new BodyReader(Readings.LIMITS);
    var events =
        IntStream.range(0, 5000).mapToObj(i -> event("{\"text\":\"" + "x".repeat(140) + "\"}"));
    var plain = track(events.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8);
    var hostile = attack.body();
    nanosOf(reader, plain);

    assertThat(nanosOf(reader, hostile))
        .isLessThan(TIMES_MAX * Math.max(1_000_000, nanosOf(reader, plain)));
  }

  /** The shortest of a few times, with the lines when there are any. */
  private static long nanosOf(BodyReader reader, byte[] body) {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      if (reader.read(Call.TRACK, body, body.length) instanceof Reading.Accepted accepted) {
        accepted.lines(Readings.ENVELOPE);
        accepted.rejectedLines(Readings.ENVELOPE);
      }
      shortest = Math.min(shortest, System.nanoTime() - start);
    }
    return shortest;
  }

  /** Its event has so many names that they go into the table. */
  @ParameterizedTest
  @EnumSource(Attack.class)
  void costsTheBodiesAfterItNothing(Attack attack) {
    var small = track(event(Attack.names(20, i -> "n" + i))).getBytes(StandardCharsets.UTF_8);
    var reader = new BodyReader(Readings.LIMITS);
    var attacked = new BodyReader(Readings.LIMITS);
    nanosOf(attacked, attack.body());
    for (int i = 0; i < 1000; i++) {
      nanosOf(reader, small);
      nanosOf(attacked, small);
    }

    assertThat(nanosOf(attacked, small)).isLessThan(5 * nanosOf(reader, small));
  }

  @Test
  void findsADuplicateAmongAHundredThousandNames() {
    var names = Attack.names(100_000, i -> "n" + i);
    var twice = names.replace("}", ",\"\\u006e99\":1}");

    var body = "{\"userId\":\"u\",\"events\":[],\"x\":%s}";
    assertThat(read(Call.TRACK, body.formatted(names))).isInstanceOf(Reading.Accepted.class);
    assertThat(Readings.faults(Readings.refusal(read(Call.TRACK, body.formatted(twice)))))
        .containsExactly("/x/n99 duplicate-name");
  }
}
