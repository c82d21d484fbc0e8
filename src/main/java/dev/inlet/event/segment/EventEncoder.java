package dev.inlet.event.segment;

import dev.inlet.event.Call;
import dev.inlet.event.Envelope;
import dev.inlet.event.Ids;
import dev.inlet.event.Output;
import dev.inlet.event.RecordHead;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Encodes the records of the events of a body, by copying spans of its text. */
final class EventEncoder {
  private static final byte[] ID = Output.ascii("{\"id\":");
  private static final byte[] USER_ID = Output.ascii(",\"userId\":");
  private static final byte[] NEW_USER_ID = Output.ascii(",\"newUserId\":");
  private static final byte[] ORIGINAL_USER_ID = Output.ascii(",\"originalUserId\":");
  private static final byte[] EVENT_NAME = Output.ascii(",\"eventName\":");
  private static final byte[] PAGE = Output.ascii(",\"eventName\":\"$page\"");
  private static final byte[] SCREEN = Output.ascii(",\"eventName\":\"$screen\"");
  private static final byte[] GROUP =
      Output.ascii(",\"eventName\":\"$group\",\"metadata\":{\"groupId\":");
  private static final byte[] TRAITS = Output.ascii(",\"traits\":");
  private static final byte[] METADATA = Output.ascii(",\"metadata\":");
  private static final byte[] ATTRIBUTES = Output.ascii(",\"attributes\":");
  private static final byte[] TIMESTAMP = Output.ascii(",\"timestampUTC\":");
  private static final byte[] EMPTY = Output.ascii("{}");
  private static final byte[] END = Output.ascii("}\n");

  private final Scan scan;
  private final Members events;
  private final Decisions decisions;
  private final byte[] text;
  private final Output lines;
  private final Ids ids;
  private final long receivedAtMillis;
  private final Extra extra;
  private int count;

  /** For each call what its lines have after their id. */
  private final Map<Call, Output> heads = new EnumMap<>(Call.class);

  private final Output client = new Output(64);

  EventEncoder(Scan scan, Envelope envelope, Output lines) {
    this.scan = scan;
    this.lines = lines;
    events = scan.events;
    decisions = scan.decisions;
    text = scan.compact();
    ids = new Ids(envelope);
    receivedAtMillis = envelope.receivedAtMillis();
    extra = new Extra(scan, lines);
    for (var call : Call.values()) {
      var head = new Output(96);
      RecordHead.put(head, call.type(), envelope);
      heads.put(call, head);
    }
    RecordHead.putClient(client, envelope);
  }

  /** Writes the records of an event. */
  void put(int row) {
    var kind = decisions.kind(row);
    switch (kind) {
      case TRACK, PAGE, SCREEN, GROUP -> track(row, kind);
      case IDENTIFY -> {
        profile(row);
        alias(row, Endpoint.LINK_SUFFIX);
      }
      case ALIAS -> alias(row, "");
    }
  }

  private void track(int row, Kind kind) {
    begin(row, kind.call(), "");
    lines.put(USER_ID);
    putId(row, decisions.user(row));
    switch (kind) {
      case TRACK -> {
        lines.put(EVENT_NAME);
        putValue(row, Member.EVENT);
        lines.put(METADATA);
        putObject(row, Member.PROPERTIES);
      }
      case PAGE -> {
        lines.put(PAGE).put(METADATA);
        putNamed(row);
      }
      case SCREEN -> {
        lines.put(SCREEN).put(METADATA);
        putNamed(row);
      }
      case GROUP -> {
        lines.put(GROUP);
        putValue(row, Member.GROUP_ID);
        lines.put(TRAITS);
        putObject(row, Member.TRAITS);
        lines.put('}');
      }
      case IDENTIFY, ALIAS -> throw new IllegalArgumentException(kind + " is no track");
    }
    end(row);
  }

  private void profile(int row) {
    begin(row, Call.PROFILE, "");
    lines.put(USER_ID);
    putId(row, decisions.user(row));
    lines.put(ATTRIBUTES);
    if (isThere(events, events.in(row, Member.TRAITS))) {
      putObject(row, Member.TRAITS);
    } else {
      putObject(scan.contexts, scan.contexts.in(row, Member.TRAITS));
    }
    end(row);
  }

  /** Writes the link of an event that makes one. */
  private void alias(int row, String suffix) {
    var origin = decisions.origin(row);
    if (origin == null) {
      return;
    }
    begin(row, Call.ALIAS, suffix);
    lines.put(NEW_USER_ID);
    putId(row, decisions.user(row));
    lines.put(ORIGINAL_USER_ID);
    putId(row, origin);
    end(row);
  }

  /** How many records were written. */
  int count() {
    return count;
  }

  private void begin(int row, Call call, String suffix) {
    count++;
    lines.put(ID);
    int messageId = events.in(row, Member.MESSAGE_ID);
    if (isThere(events, messageId)) {
      putText(messageId, suffix);
    } else {
      ids.put(lines, row, suffix);
    }
    lines.put(Objects.requireNonNull(heads.get(call)));
  }

  private void end(int row) {
    long time = decisions.time(row);
    lines.put(TIMESTAMP).put(time == Decisions.NO_TIME ? receivedAtMillis : time);
    lines.put(client);
    extra.put(row);
    lines.put(END);
  }

  private void putId(int row, Member member) {
    putText(events.in(row, member), "");
  }

  /** Writes a string with something after it; the digits of a number as a string. */
  private void putText(int member, String suffix) {
    int start = events.value(member);
    int end = events.end(member);
    boolean quoted = text[start] == '"';
    lines.put('"').put(text, quoted ? start + 1 : start, quoted ? end - 1 : end);
    lines.putAscii(suffix).put('"');
  }

  private void putValue(int row, Member member) {
    int found = events.in(row, member);
    lines.put(text, events.value(found), events.end(found));
  }

  private void putObject(int row, Member member) {
    putObject(events, events.in(row, member));
  }

  private void putObject(Members members, int member) {
    if (isObject(members, member)) {
      lines.put(text, members.value(member), members.end(member));
    } else {
      lines.put(EMPTY);
    }
  }

  /** Writes the properties with the name and the category that they lack. */
  private void putNamed(int row) {
    int properties = events.in(row, Member.PROPERTIES);
    int start = lines.length();
    if (isObject(events, properties)) {
      lines.put(text, events.value(properties), events.end(properties) - 1);
    } else {
      lines.put('{');
    }
    putNamed(row, Member.NAME, start);
    putNamed(row, Member.CATEGORY, start);
    lines.put('}');
  }

  private void putNamed(int row, Member member, int start) {
    int found = events.in(row, member);
    if (found < 0 || text[events.value(found)] == 'n' || scan.properties.in(row, member) >= 0) {
      return;
    }
    if (lines.length() > start + 1) {
      lines.put(',');
    }
    lines.put(text, events.start(found), events.end(found));
  }

  private boolean isObject(Members members, int member) {
    return member >= 0 && text[members.value(member)] == '{';
  }

  private boolean isThere(Members members, int member) {
    return member >= 0 && MemberCheck.isThere(text, members.value(member), members.length(member));
  }
}
