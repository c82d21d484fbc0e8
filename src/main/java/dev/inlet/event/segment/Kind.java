package dev.inlet.event.segment;

import dev.inlet.event.Call;
import org.jspecify.annotations.Nullable;

/**
 * What an event is, by its type: which record it becomes, and which of its members go into that.
 */
enum Kind {
  TRACK("track", Call.TRACK, Member.EVENT, Member.PROPERTIES),
  IDENTIFY("identify", Call.PROFILE, Member.TRAITS),
  ALIAS("alias", Call.ALIAS, Member.PREVIOUS_ID),
  PAGE("page", Call.TRACK, Member.PROPERTIES, Member.NAME, Member.CATEGORY),
  SCREEN("screen", Call.TRACK, Member.PROPERTIES, Member.NAME, Member.CATEGORY),
  GROUP("group", Call.TRACK, Member.GROUP_ID, Member.TRAITS);

  private static final Kind[] ALL = values();

  private final String type;
  private final Call call;
  private final int members;

  Kind(String type, Call call, Member... members) {
    this.type = type;
    this.call = call;
    this.members = Member.setOf(members);
  }

  /** What the record of such an event says. */
  Call call() {
    return call;
  }

  /** The members of its own that are in its record, besides those that every kind has. */
  int members() {
    return members;
  }

  /** Whether the text between two quotes names it. */
  boolean isNamed(byte[] text, int start, int end) {
    if (end - start != type.length()) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (text[i] != type.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }

  /** The kind that the text between two quotes names, or null. */
  static @Nullable Kind named(byte[] text, int start, int end) {
    for (var kind : ALL) {
      if (kind.isNamed(text, start, end)) {
        return kind;
      }
    }
    return null;
  }
}
