package dev.inlet.event.segment;

import dev.inlet.event.Names;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member that means something, of whichever object it is. */
final class Member {
  private static final List<String> WORDS =
      List.of(
          "type",
          "userId",
          "anonymousId",
          "previousId",
          "groupId",
          "messageId",
          "event",
          "name",
          "category",
          "properties",
          "traits",
          "context",
          "originalTimestamp",
          "timestamp",
          "writeKey",
          "batch");
  private static final Member[] ALL = WORDS.stream().map(Member::new).toArray(Member[]::new);

  static final int COUNT = ALL.length;
  static final Member TYPE = of("type");
  static final Member USER_ID = of("userId");
  static final Member ANONYMOUS_ID = of("anonymousId");
  static final Member PREVIOUS_ID = of("previousId");
  static final Member GROUP_ID = of("groupId");
  static final Member MESSAGE_ID = of("messageId");
  static final Member EVENT = of("event");
  static final Member NAME = of("name");
  static final Member CATEGORY = of("category");
  static final Member PROPERTIES = of("properties");
  static final Member TRAITS = of("traits");
  static final Member CONTEXT = of("context");
  static final Member ORIGINAL_TIMESTAMP = of("originalTimestamp");
  static final Member TIMESTAMP = of("timestamp");
  static final Member WRITE_KEY = of("writeKey");
  static final Member BATCH = of("batch");

  private final String word;
  private final byte[] name;
  private final int slot;

  private Member(String word) {
    this.word = word;
    name = word.getBytes(StandardCharsets.UTF_8);
    slot = WORDS.indexOf(word);
  }

  private static Member of(String word) {
    return ALL[WORDS.indexOf(word)];
  }

  String word() {
    return word;
  }

  /** Its place in a row. */
  int slot() {
    return slot;
  }

  /** The set of it alone. */
  int bit() {
    return 1 << slot;
  }

  static int setOf(Member... members) {
    int set = 0;
    for (var member : members) {
      set |= member.bit();
    }
    return set;
  }

  /** Which of a set of members has the last name; null when none has. */
  static @Nullable Member named(Names names, int members) {
    int length = names.lastLength();
    for (int left = members; left != 0; left &= left - 1) {
      var member = ALL[Integer.numberOfTrailingZeros(left)];
      if (member.name.length == length && names.lastIs(member.name)) {
        return member;
      }
    }
    return null;
  }
}
