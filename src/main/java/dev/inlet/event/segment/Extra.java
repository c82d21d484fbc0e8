package dev.inlet.event.segment;

import dev.inlet.event.Output;
import java.util.Arrays;

/**
 * Writes what came with an event and is not in its record otherwise: what the batch says of all of
 * them, the context, and the event's own.
 *
 * <p>Where batch and event have a name, the event's counts; their contexts are put together by the
 * same rule.
 */
final class Extra {
  private static final byte[] EXTRA = Output.ascii(",\"extra\":{");
  private static final byte[] CONTEXT = Output.ascii("\"context\":{");
  private static final int IDS =
      Member.setOf(
          Member.USER_ID,
          Member.ANONYMOUS_ID,
          Member.PREVIOUS_ID,
          Member.GROUP_ID,
          Member.MESSAGE_ID,
          Member.ORIGINAL_TIMESTAMP,
          Member.TIMESTAMP);

  /** What every event's record has, or must not have. */
  private static final int TAKEN =
      Member.setOf(
          Member.TYPE, Member.USER_ID, Member.MESSAGE_ID, Member.CONTEXT, Member.WRITE_KEY);

  private static final int NOT_SHARED =
      Member.setOf(Member.BATCH, Member.CONTEXT, Member.WRITE_KEY);

  private final Scan scan;
  private final Members events;
  private final byte[] text;
  private final Output lines;

  /** For each member of the body or of its context, the last row that hides it, from 1. */
  private final int[] hiddenBy;

  private int start;

  Extra(Scan scan, Output lines) {
    this.scan = scan;
    this.lines = lines;
    events = scan.events;
    text = scan.compact();
    hiddenBy = new int[Math.max(count(scan.body), count(scan.bodyContext))];
  }

  private static int count(Members ofOne) {
    return ofOne.rows() == 0 ? 0 : ofOne.to(0);
  }

  /** Writes the member with all of it, if there is any. */
  void put(int row) {
    int before = lines.length();
    lines.put(EXTRA);
    start = lines.length();
    putInherited(scan.body, events, row, NOT_SHARED);
    putContext(row);
    putOwn(row);
    if (lines.length() == start) {
      lines.cut(before);
    } else {
      lines.put('}');
    }
  }

  /** Writes what is said once for all, and not again in this row. */
  private void putInherited(Members ofOne, Members own, int row, int without) {
    int count = count(ofOne);
    if (count == 0) {
      return;
    }
    Arrays.fill(hiddenBy, 0, count, 0);
    for (int i = own.from(row); i < own.to(row); i++) {
      if (own.hides(i) >= 0) {
        hiddenBy[own.hides(i)] = 1;
      }
    }
    for (int i = 0; i < count; i++) {
      if (hiddenBy[i] == 0 && (ofOne.bit(i) & without) == 0) {
        putMember(ofOne, i);
      }
    }
  }

  private void putContext(int row) {
    int own = events.in(row, Member.CONTEXT);
    boolean hasOwn = own >= 0 && text[events.value(own)] == '{';
    if (!hasOwn && count(scan.bodyContext) == 0) {
      return;
    }
    comma();
    lines.put(CONTEXT);
    int outer = start;
    start = lines.length();
    putInherited(scan.bodyContext, scan.contexts, row, 0);
    if (hasOwn && events.length(own) > 2) {
      comma();
      lines.put(text, events.value(own) + 1, events.end(own) - 1);
    }
    start = outer;
    lines.put('}');
  }

  private void putOwn(int row) {
    int taken = taken(row);
    for (int i = events.from(row); i < events.to(row); i++) {
      int bit = events.bit(i);
      boolean isNoId =
          (bit & IDS) != 0 && !MemberCheck.isThere(text, events.value(i), events.length(i));
      if ((bit & taken) == 0 && !isNoId) {
        putMember(events, i);
      }
    }
  }

  /** The members that are in the record otherwise. */
  private int taken(int row) {
    var kind = scan.decisions.kind(row);
    int taken = TAKEN | kind.members() | scan.decisions.timeMember(row);
    int type = events.in(row, Member.TYPE);
    if (type >= 0 && !kind.isNamed(text, events.value(type) + 1, events.end(type) - 1)) {
      taken -= Member.TYPE.bit();
    }
    taken -= kind.members() & unlike(row, Member.NAME);
    return taken - (kind.members() & unlike(row, Member.CATEGORY));
  }

  /** The set of this member, when the properties have another value by its name. */
  private int unlike(int row, Member member) {
    int own = events.in(row, member);
    int property = scan.properties.in(row, member);
    boolean isUnlike =
        own >= 0
            && property >= 0
            && text[events.value(own)] != 'n'
            && !Arrays.equals(
                text,
                events.value(own),
                events.end(own),
                text,
                scan.properties.value(property),
                scan.properties.end(property));
    return isUnlike ? member.bit() : 0;
  }

  private void putMember(Members members, int member) {
    comma();
    lines.put(text, members.start(member), members.end(member));
  }

  private void comma() {
    if (lines.length() > start) {
      lines.put(',');
    }
  }
}
