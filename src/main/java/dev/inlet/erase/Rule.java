package dev.inlet.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.ledger.RecordReader;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which records are of an erased person, and takes the person's ids out of those of others.
 *
 * <p>A record is a person's when its {@code userId}, {@code originalUserId} or {@code newUserId} is
 * one of the ids. In the metadata, attributes and extra of others, each text that is one of them
 * becomes null, and each name that is one of them another name. Ids that are short or only digits
 * are also sizes and prices, so they are looked for only in members that hold ids. What was refused
 * has no owner that anyone checked: it goes as a whole when any text in it is one of the ids.
 *
 * <p>What was received after the erasure is kept as it is.
 */
final class Rule {
  private static final Set<String> OWNERS = Set.of("userId", "originalUserId", "newUserId");
  private static final Set<String> HOLD_IDS =
      Set.of(
          "userId",
          "user_id",
          "anonymousId",
          "anonymous_id",
          "previousId",
          "previous_id",
          "originalUserId",
          "newUserId");
  private static final Set<String> OPEN = Set.of("metadata", "attributes", "extra");
  private static final int DISTINCT_LENGTH = 8;
  private static final byte[] NOTHING = "null".getBytes(UTF_8);

  private final Tombstones tombstones;
  private final List<String> texts;
  private final RecordReader record = new RecordReader();

  /** What becomes of a line. */
  sealed interface Verdict {
    record Kept() implements Verdict {}

    record Erased() implements Verdict {}

    /** Of another person; in this form it does not hold the ids. */
    @SuppressWarnings("ArrayRecordComponent")
    record Changed(byte[] line, int ids) implements Verdict {}
  }

  private static final Verdict KEPT = new Verdict.Kept();
  private static final Verdict ERASED = new Verdict.Erased();

  /**
   * @param ids those that are known as they are: what is no JSON can only be searched for these
   */
  Rule(Tombstones tombstones, Collection<String> ids) {
    this.tombstones = tombstones;
    this.texts = ids.stream().filter(Rule::isDistinct).toList();
  }

  /** About a line of this stream; one that is no record of ours may be from any time. */
  Verdict verdict(String stream, byte[] bytes, int start, int end) {
    boolean isRecord = record.read(bytes, start, end);
    long receivedAtMillis = isRecord ? record.receivedAtMillis() : Long.MIN_VALUE;
    if (receivedAtMillis >= tombstones.lastMillis()) {
      return KEPT;
    }
    return stream.equals("rejected")
        ? rejected(bytes, start, end, receivedAtMillis)
        : event(bytes, start, end, receivedAtMillis);
  }

  private Verdict event(byte[] bytes, int start, int end, long receivedAtMillis) {
    var blanks = new Blanks(bytes, start, end);
    var walk = new JsonWalk(bytes, start, end);
    while (walk.next()) {
      if (walk.depth() == 1) {
        if (!walk.isName() && OWNERS.contains(name(walk)) && is(walk.text(), receivedAtMillis)) {
          return ERASED;
        }
      } else if (OPEN.contains(member(walk)) && holdsId(walk, receivedAtMillis)) {
        blanks.take(walk);
      }
    }
    return blanks.count == 0 ? KEPT : blanks.result();
  }

  private Verdict rejected(byte[] bytes, int start, int end, long receivedAtMillis) {
    var walk = new JsonWalk(bytes, start, end);
    while (walk.next()) {
      if (walk.depth() == 1 && !walk.isName()) {
        var body = body(name(walk), walk.text());
        if (body != null && isIn(body, receivedAtMillis)) {
          return ERASED;
        }
      }
    }
    return KEPT;
  }

  private static byte @Nullable [] body(String name, String text) {
    return switch (name) {
      case "body" -> text.getBytes(UTF_8);
      case "bodyBase64" -> decoded(text);
      default -> null;
    };
  }

  private static byte @Nullable [] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether a body that was refused then says something of an erased person. */
  boolean isIn(byte[] body, long receivedAtMillis) {
    var walk = new JsonWalk(body, 0, body.length);
    while (walk.next()) {
      if (holdsId(walk, receivedAtMillis)) {
        return true;
      }
    }
    if (texts.isEmpty()) {
      return false;
    }
    var text = new String(body, UTF_8);
    return texts.stream().anyMatch(id -> text.contains(id) && is(id, receivedAtMillis));
  }

  /** The same JSON without the ids of the erased. */
  String without(String json, long receivedAtMillis) {
    var bytes = json.getBytes(UTF_8);
    var blanks = new Blanks(bytes, 0, bytes.length);
    var walk = new JsonWalk(bytes, 0, bytes.length);
    while (walk.next()) {
      if (holdsId(walk, receivedAtMillis)) {
        blanks.take(walk);
      }
    }
    return blanks.count == 0 ? json : new String(blanks.result().line(), UTF_8);
  }

  private boolean holdsId(JsonWalk walk, long receivedAtMillis) {
    boolean mayBe = isDistinct(walk.text()) || (!walk.isName() && HOLD_IDS.contains(name(walk)));
    return mayBe && is(walk.text(), receivedAtMillis);
  }

  private boolean is(String id, long receivedAtMillis) {
    long untilMillis = tombstones.untilMillis(id);
    return untilMillis > 0 && receivedAtMillis < untilMillis;
  }

  /** Whether a text that is this id is hardly anything else. */
  static boolean isDistinct(String id) {
    return id.length() >= DISTINCT_LENGTH
        && !id.chars().allMatch(character -> character >= '0' && character <= '9');
  }

  private static String name(JsonWalk walk) {
    return Objects.requireNonNullElse(walk.name(), "");
  }

  private static String member(JsonWalk walk) {
    return Objects.requireNonNullElse(walk.member(), "");
  }

  /** Copies JSON, and puts something else in the place of ids. */
  private final class Blanks {
    private final byte[] bytes;
    private final int end;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int copied;
    private int count;

    private Blanks(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.copied = start;
      this.end = end;
    }

    /** Names in one object must differ; a mark does not tell the id. */
    private void take(JsonWalk id) {
      out.write(bytes, copied, id.start() - copied);
      out.writeBytes(
          id.isName()
              ? "\"erased-%s\"".formatted(tombstones.mark(id.text())).getBytes(UTF_8)
              : NOTHING);
      copied = id.end();
      count++;
    }

    private Verdict.Changed result() {
      out.write(bytes, copied, end - copied);
      return new Verdict.Changed(out.toByteArray(), count);
    }
  }
}
