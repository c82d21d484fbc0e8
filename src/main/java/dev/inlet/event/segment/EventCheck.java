package dev.inlet.event.segment;

import dev.inlet.event.Code;
import dev.inlet.event.Values;
import org.jspecify.annotations.Nullable;

/**
 * Decides of an event that was read what it is, whose and of when.
 *
 * <p>Only what goes into its record is looked at; the rest of it is kept as it came.
 */
final class EventCheck {
  private static final long TIME_MAX = 253402300799999L;
  private static final String USER_OR_ANONYMOUS =
      "Send userId, or anonymousId as long as the user is not known.";
  private static final String PREVIOUS_OR_ANONYMOUS =
      "Send previousId: the id that the user had before.";

  private final MemberCheck members;
  private final Decisions decisions;

  EventCheck(Values values, Members events, Members contexts, Decisions decisions) {
    this.members = new MemberCheck(values, events, contexts);
    this.decisions = decisions;
  }

  /**
   * Decides, or adds to the faults of the scope; the path is at the event.
   *
   * @param posted what was posted; null when the event's type says it
   */
  void check(int row, @Nullable Kind posted) {
    var kind = posted == null ? members.kind(row) : posted;
    if (kind == null) {
      return;
    }
    decisions.kind(row, kind);
    if (members.isThere(row, Member.MESSAGE_ID)) {
      members.id(row, Member.MESSAGE_ID);
    }
    members.object(row, Member.CONTEXT);
    switch (kind) {
      case TRACK -> {
        members.string(row, Member.EVENT);
        members.object(row, Member.PROPERTIES);
      }
      case PAGE, SCREEN -> members.object(row, Member.PROPERTIES);
      case GROUP -> {
        members.requiredId(row, Member.GROUP_ID);
        members.object(row, Member.TRAITS);
      }
      case IDENTIFY -> {
        members.object(row, Member.TRAITS);
        members.contextTraits(row);
      }
      case ALIAS -> {}
    }
    people(row, kind);
    time(row);
  }

  private void people(int row, Kind kind) {
    switch (kind) {
      case ALIAS -> {
        if (members.requiredId(row, Member.USER_ID)) {
          decisions.user(row, Member.USER_ID);
          origin(row, firstOf(row, Member.PREVIOUS_ID, Member.ANONYMOUS_ID));
        }
      }
      case IDENTIFY -> {
        if (user(row) == Member.USER_ID && members.isThere(row, Member.ANONYMOUS_ID)) {
          origin(row, Member.ANONYMOUS_ID);
        }
      }
      case TRACK, PAGE, SCREEN, GROUP -> user(row);
    }
  }

  private @Nullable Member user(int row) {
    var member = firstOf(row, Member.USER_ID, Member.ANONYMOUS_ID);
    if (!members.isThere(row, member)) {
      members.fault(Member.USER_ID, Code.MISSING, USER_OR_ANONYMOUS);
    } else if (members.id(row, member)) {
      decisions.user(row, member);
      return member;
    }
    return null;
  }

  private void origin(int row, Member member) {
    if (!members.isThere(row, member)) {
      members.fault(Member.PREVIOUS_ID, Code.MISSING, PREVIOUS_OR_ANONYMOUS);
    } else if (members.id(row, member) && !members.areSame(row, Member.USER_ID, member)) {
      decisions.origin(row, member);
    }
  }

  private void time(int row) {
    var member = firstOf(row, Member.ORIGINAL_TIMESTAMP, Member.TIMESTAMP);
    if (!members.isThere(row, member)) {
      return;
    }
    long time = members.time(row, member);
    if (time == IsoTime.NONE) {
      members.fault(member, Code.NOT_A_TIME);
    } else if (time < 0 || time > TIME_MAX) {
      members.fault(member, Code.TIMESTAMP_OUT_OF_RANGE);
    } else {
      decisions.time(row, member, time);
    }
  }

  private Member firstOf(int row, Member first, Member otherwise) {
    return members.isThere(row, first) ? first : otherwise;
  }
}
