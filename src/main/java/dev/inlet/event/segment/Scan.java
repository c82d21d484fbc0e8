package dev.inlet.event.segment;

import dev.inlet.event.Code;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Faults;
import dev.inlet.event.Malformed;
import dev.inlet.event.RawString;
import dev.inlet.event.Reading;
import dev.inlet.event.Tokens;
import dev.inlet.event.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over a body: where its members are, what its events are, and what is wrong with
 * them.
 *
 * <p>What is wrong inside of an event of a batch concerns that event only; anything else, the whole
 * body.
 */
final class Scan {
  /** The level of the names of the body itself. */
  private static final int ROOT = 1;

  private static final int BODY = Member.setOf(Member.BATCH, Member.CONTEXT, Member.WRITE_KEY);
  private static final int EVENT = (1 << Member.COUNT) - 1 - Member.BATCH.bit();
  private static final int IN_CONTEXT = Member.TRAITS.bit();
  private static final int IN_PROPERTIES = Member.setOf(Member.NAME, Member.CATEGORY);

  private final EventLimits limits;
  private final Values values = new Values();
  private final Tokens tokens = values.tokens;

  /** The body around the events, and its context: one row each, and none when it is an event. */
  final Members body = new Members();

  final Members bodyContext = new Members();

  /** The events, their contexts and their properties: a row each for every event. */
  final Members events = new Members();

  final Members contexts = new Members();
  final Members properties = new Members();
  final Decisions decisions = new Decisions();

  private final EventCheck check = new EventCheck(values, events, contexts, decisions);
  private final Faults bodyFaults = new Faults();
  private final Faults eventFaults = new Faults();
  private final List<Reading.RefusedEvent> refused = new ArrayList<>();
  private int eventCount;
  private @Nullable String writeKey;

  Scan(EventLimits limits) {
    this.limits = limits;
  }

  /** Reads a body to its end; what it says is then in the fields. */
  void read(Endpoint endpoint, byte[] bytes, int length) throws Malformed {
    clear();
    values.open(bytes, length);
    values.scope(bodyFaults);
    tokens.start();
    values.path.at(1);
    var kind = endpoint.kind();
    if (kind == null) {
      batch();
    } else {
      event(0, kind);
      eventCount = 1;
    }
    tokens.close();
    events.hide(body, values.names);
    contexts.hide(bodyContext, values.names);
  }

  private void clear() {
    bodyFaults.clear();
    body.clear();
    bodyContext.clear();
    events.clear();
    contexts.clear();
    properties.clear();
    decisions.clear();
    refused.clear();
    eventCount = 0;
    writeKey = null;
  }

  /** All of the text without white space. */
  byte[] compact() {
    return tokens.compact();
  }

  Faults bodyFaults() {
    return bodyFaults;
  }

  List<Reading.RefusedEvent> refused() {
    return refused;
  }

  /** How many events the body has, those that are too many included. */
  int eventCount() {
    return eventCount;
  }

  /** The key, when it was met. */
  @Nullable String writeKey() {
    return writeKey;
  }

  private void batch() throws Malformed {
    if (tokens.peek() != '{') {
      wrongType(0, "Send a JSON object.");
      return;
    }
    int row = body.addRow(tokens.place());
    bodyContext.addRow(tokens.place());
    object(BODY, ROOT, body, bodyContext);
    body.finishRow(row, tokens.place());
    if (body.in(row, Member.BATCH) < 0) {
      values.missing(Member.BATCH.word());
    }
  }

  /** The key counts as soon as it is met, because what follows may be broken, or cut off. */
  private void writeKey(Members root, int member) {
    int start = root.at(member);
    if (tokens.body()[start] == '"') {
      int end = start + root.length(member) - 1;
      writeKey = new RawString(tokens.body(), start + 1, end).text();
    }
  }

  private void wrongType(int level, String wanted) throws Malformed {
    values.value(level);
    values.fault(Code.WRONG_TYPE, wanted);
  }

  /** Reads an object whose members go into the last row. */
  private void object(int words, int level, Members members, Members innerContexts)
      throws Malformed {
    tokens.step();
    values.names.open(level);
    if (tokens.peek() == '}') {
      tokens.step();
    } else {
      do {
        tokens.peek();
        int start = tokens.place();
        values.name(level);
        var slot = Member.named(values.names, words);
        int member = members.add(start, slot, values.names);
        byte first = tokens.peek();
        int place = tokens.place();
        int at = tokens.at();
        value(slot, first, level, innerContexts);
        members.finish(member, place, tokens.place(), at);
        if (slot == Member.WRITE_KEY && level == ROOT) {
          writeKey(members, member);
        }
      } while (tokens.more('}'));
    }
    values.names.close(level);
    values.path.at(level);
  }

  private void value(@Nullable Member slot, byte first, int level, Members innerContexts)
      throws Malformed {
    if (slot == Member.BATCH) {
      if (first == '[') {
        batch(level + 1);
      } else {
        wrongType(level, "Send a JSON array of events.");
      }
    } else if (slot == Member.CONTEXT) {
      context(first, level, innerContexts);
    } else if (slot == Member.PROPERTIES && first == '{') {
      object(IN_PROPERTIES, level + 1, properties, contexts);
    } else {
      values.value(level);
    }
  }

  private void context(byte first, int level, Members innerContexts) throws Malformed {
    if (first == '{') {
      object(IN_CONTEXT, level + 1, innerContexts, innerContexts);
      return;
    }
    int start = tokens.place();
    values.value(level);
    boolean isEmpty = first == 'n' || (first == '[' && tokens.place() - start == 2);
    if (innerContexts == bodyContext && !isEmpty) {
      values.fault(Code.WRONG_TYPE, "Send a JSON object.");
    }
  }

  private void batch(int level) throws Malformed {
    tokens.step();
    values.path.index(level, 0);
    if (tokens.peek() == ']') {
      tokens.step();
    } else {
      do {
        values.path.index(level, eventCount);
        if (eventCount < limits.eventsMax()) {
          eventFaults.clear();
          values.scope(eventFaults);
          event(level, null);
          if (!eventFaults.isEmpty()) {
            refused.add(new Reading.RefusedEvent(eventCount, eventFaults.list()));
          }
        } else {
          values.value(level);
        }
        eventCount++;
      } while (tokens.more(']'));
    }
    values.scope(bodyFaults);
  }

  private void event(int level, @Nullable Kind kind) throws Malformed {
    byte first = tokens.peek();
    int row = events.addRow(tokens.place());
    contexts.addRow(tokens.place());
    properties.addRow(tokens.place());
    decisions.addRow();
    if (first == '{') {
      object(EVENT, level + 1, events, contexts);
      check.check(row, kind);
    } else {
      wrongType(level, "Send a JSON object.");
    }
    events.finishRow(row, tokens.place());
    if (events.rowEnd(row) - events.rowStart(row) > limits.eventBytesMax()) {
      values.fault(Code.EVENT_TOO_LARGE, Code.eventTooLarge(limits.eventBytesMax()));
    }
  }
}
