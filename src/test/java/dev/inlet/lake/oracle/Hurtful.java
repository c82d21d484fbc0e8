package dev.inlet.lake.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.inlet.event.BodyReader;
import dev.inlet.event.Call;
import dev.inlet.event.Envelope;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Lines;
import dev.inlet.event.Reading;
import dev.inlet.event.RejectedBody;
import dev.inlet.event.RequestIds;
import dev.inlet.event.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Raw objects that are made to hurt: little data, and in it all that goes wrong in large data. */
public final class Hurtful {
  /** When all of it is there. */
  public static final Instant NOW = Instant.parse("2026-11-21T07:00:00Z");

  private static final EventLimits LIMITS = new EventLimits(5_000, 256 << 10, 4 << 20);
  private static final DateTimeFormatter FOLDERS =
      DateTimeFormatter.ofPattern("'date='uuuu-MM-dd'/hour='HH", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int CHAIN = 40;
  private static final int KEYS = 10_000;

  private static final List<String> SOURCES = List.of("", "web", "phone", "Web");
  private static final List<String> IDS =
      List.of(
          "ada",
          "Ada",
          " ada",
          "a'b",
          "a\"b",
          "back\\slash",
          "ü",
          "u\u0308",
          "雪",
          "😀",
          "\uff5e",
          "null",
          "true",
          "1",
          "1.0",
          "01",
          "%",
          "_",
          "$.x",
          "{}",
          "[]",
          "a,b",
          "line\nfeed",
          "tab\t",
          "nul\0",
          "\0",
          "\b\f\u001f",
          "\u200b",
          "';drop table x;--",
          "e\u0301\ud83d\udc69\u200d\ud83d\udcbb");
  private static final List<String> NAMES =
      List.of("signup", "Signup", "page viewed", "a'b", "😀", "a.b", "$", "null", "a\0b");
  private static final List<String> VALUES =
      List.of(
          "{}",
          "{\"n\":9007199254740993}",
          "{\"n\":-123456789012345678901234567890}",
          "{\"d\":0.1234567890123456789012345}",
          "{\"d\":1.50,\"e\":1e2,\"f\":2.5E-7}",
          "{\"x\":null}",
          "{\"x\":[null,true,[],{}],\"y\":{\"z\":[1,\"1\"]}}",
          "{\"😀\":\"👩‍💻\",\"snow\":\"雪\"}",
          "{\"a b\":1,\"a.b\":2,\"\":3,\"$\":4,\"a\\\"b\":5,\"a'b\":6}",
          "{\"x\":\"\\\"quoted\\\" \\\\ \\n \\u00e9 \\/\"}",
          "{\"a\\u0000b\":\"\\u0000\",\"\\u001f\":\"\\b\\f\\u001f\"}",
          "{\"x\":\"null\",\"y\":\"\",\"z\":false}");

  private final SplittableRandom random;
  private final RequestIds requestIds;
  private final BodyReader reader = new BodyReader(LIMITS);
  private final List<Instant> moments = new ArrayList<>();
  private final TreeMap<String, List<String>> objects = new TreeMap<>();

  /**
   * An object below {@code raw/}.
   *
   * @param lines without their line feeds
   */
  public record Raw(String key, List<String> lines) {}

  private Hurtful(long seed) {
    random = new SplittableRandom(new SplittableRandom(seed).nextLong());
    requestIds = new RequestIds(random);
    for (int each = 0; each < 12; each++) {
      moments.add(NOW.minusMillis(random.nextLong(Duration.ofDays(35).toMillis())));
    }
  }

  /** The same objects for the same seed, in the order of their keys. */
  public static List<Raw> of(long seed) {
    var hurtful = new Hurtful(seed);
    hurtful.fill();
    return hurtful.objects.entrySet().stream()
        .map(object -> new Raw(object.getKey(), object.getValue()))
        .toList();
  }

  /** A person whose profile has so many keys that no engine likes it. */
  public static List<Raw> manyKeys() {
    var hurtful = new Hurtful(0);
    for (int half = 0; half < 2; half++) {
      var keys =
          IntStream.range(half * KEYS / 4, half * KEYS / 4 + KEYS * 3 / 4)
              .mapToObj(key -> "\"key " + key + "\":" + key)
              .collect(Collectors.joining(",", "{", "}"));
      var body = "{\"userId\":\"u\",\"attributes\":%s,\"timestampUTC\":%d}".formatted(keys, half);
      hurtful.post(Call.PROFILE, body, null, NOW);
    }
    return List.of(new Raw("raw/events/x.json.gz", hurtful.all()));
  }

  private List<String> all() {
    return objects.values().stream().flatMap(List::stream).toList();
  }

  private void fill() {
    for (int each = 0; each < 150; each++) {
      track();
    }
    for (int each = 0; each < 25; each++) {
      link(id(), id());
    }
    for (int each = 0; each < 30; each++) {
      post(
          Call.PROFILE,
          "{\"userId\":%s,\"attributes\":%s,\"timestampUTC\":%s%s}"
              .formatted(quoted(id()), one(VALUES), timestamp(), messageId()));
    }
    chain();
    for (int each = 0; each < 15; each++) {
      bad();
    }
  }

  private void track() {
    var events = new ArrayList<String>();
    for (int each = random.nextInt(1, 4); each > 0; each--) {
      events.add(
          "{\"eventName\":%s,\"metadata\":%s,\"timestampUTC\":%s%s}"
              .formatted(quoted(one(NAMES)), one(VALUES), timestamp(), messageId()));
    }
    post(Call.TRACK, "{\"userId\":%s,\"events\":%s}".formatted(quoted(id()), events));
  }

  /** In any order, and in half of the data its end leads back into it. */
  private void chain() {
    var order = new ArrayList<Integer>(IntStream.range(0, CHAIN).boxed().toList());
    Collections.shuffle(order, new Random(random.nextLong()));
    order.forEach(each -> link("chain-" + (each + 1), "chain-" + each));
    if (random.nextBoolean()) {
      link("chain-" + random.nextInt(CHAIN), "chain-" + CHAIN);
    }
    post(
        Call.TRACK,
        "{\"userId\":\"chain-0\",\"events\":[{\"eventName\":\"a\",\"metadata\":{},\"timestampUTC\":1}]}");
  }

  private void link(String newUser, String originalUser) {
    post(
        Call.ALIAS,
        "{\"newUserId\":%s,\"originalUserId\":%s,\"timestampUTC\":%s%s}"
            .formatted(quoted(newUser), quoted(originalUser), timestamp(), messageId()));
  }

  private void bad() {
    switch (random.nextInt(4)) {
      case 0 -> post(Call.TRACK, "{\"userId\":\"ü\\u0000\",\"events\":[{}]}");
      case 1 -> post(Call.ALIAS, "{\"newUserId\":\"😀\",\"original");
      case 2 -> post(Call.PROFILE, "\"'\\\" \\n 雪\"");
      default ->
          post(
              Call.TRACK,
              "{\"userId\":\"ü\",\"events\":[{\"eventName\":\"good\",\"metadata\":{},\"timestampUTC\":%s},{\"eventName\":\" \"}]}"
                  .formatted(timestamp()));
    }
  }

  /** Some are sent twice, with the same ids, to the same source or to another. */
  private void post(Call call, String body) {
    var source = one(SOURCES);
    var receivedAt = random.nextInt(3) == 0 ? one(moments) : moment();
    post(call, body, source.isEmpty() ? null : source, receivedAt);
    if (random.nextInt(8) == 0) {
      var other = random.nextBoolean() ? source : one(SOURCES);
      post(
          call, body, other.isEmpty() ? null : other, receivedAt.plusSeconds(random.nextInt(9000)));
    }
  }

  private void post(Call call, String body, @Nullable String source, Instant receivedAt) {
    var bytes = body.getBytes(UTF_8);
    long millis = receivedAt.toEpochMilli();
    var envelope = new Envelope(requestIds.next(millis), millis, source, null, null, null);
    switch (reader.read(call, bytes, bytes.length)) {
      case Reading.Accepted accepted -> {
        add("events", accepted.lines(envelope), receivedAt);
        add("rejected", accepted.rejectedLines(envelope), receivedAt);
      }
      case Reading.Refused refused ->
          add(
              "rejected",
              new RejectedBody(bytes, bytes.length, bytes.length, null, true)
                  .line(envelope, call.path(), refused.refusal().faults(), new Secrets(List.of())),
              receivedAt);
    }
  }

  private void add(String stream, Lines lines, Instant receivedAt) {
    if (lines.count() > 0) {
      var key =
          "raw/%s/%s/00000000000%d-%020d-%020d.json.gz"
              .formatted(stream, FOLDERS.format(receivedAt), random.nextInt(2), 0, 9);
      objects
          .computeIfAbsent(key, each -> new ArrayList<>())
          .addAll(new String(lines.bytes(), 0, lines.length(), UTF_8).lines().toList());
    }
  }

  /** Now and then an id that another one has, also of another call. */
  private String messageId() {
    return random.nextInt(3) == 0 ? ",\"messageId\":" + quoted(one(IDS) + random.nextInt(20)) : "";
  }

  private String timestamp() {
    var at = moment();
    return switch (random.nextInt(12)) {
      case 0 -> Long.toString(one(List.of(0L, 1L, 253402300799L, 253402300800L, 253402300799999L)));
      case 1 -> Long.toString(at.minus(Duration.ofDays(400)).getEpochSecond());
      case 2 -> Long.toString(at.plus(Duration.ofDays(1)).toEpochMilli());
      case 3, 4, 5 -> Long.toString(one(moments).toEpochMilli());
      case 6, 7, 8 -> Long.toString(at.toEpochMilli());
      default -> Long.toString(at.getEpochSecond());
    };
  }

  private Instant moment() {
    var base = one(moments);
    return switch (random.nextInt(4)) {
      case 0 -> base;
      case 1 -> base.plus(Duration.ofMinutes(30));
      case 2 -> base.plusMillis(random.nextInt(3_600_000));
      default -> NOW.minusMillis(random.nextLong(Duration.ofDays(35).toMillis()));
    };
  }

  private String id() {
    return random.nextInt(6) == 0 ? "chain-" + random.nextInt(CHAIN + 1) : one(IDS);
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
