package dev.inlet.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over a body: where its members are, and what is wrong with them.
 *
 * <p>What is wrong inside of an event concerns that event only; anything else, the whole body.
 */
final class BodyScan {
  private final EventLimits limits;
  private final Values values = new Values();
  private final Tokens tokens = values.tokens;
  private final Path path = values.path;

  private final Faults bodyFaults = new Faults();
  private final Faults eventFaults = new Faults();
  private final Spans body = new Spans();
  private final Spans events = new Spans();
  private final List<Reading.RefusedEvent> refused = new ArrayList<>();
  private int eventCount;
  private @Nullable String writeKey;

  BodyScan(EventLimits limits) {
    this.limits = limits;
  }

  /** Reads a body to its end; what it says is then in the fields. */
  void read(Call call, byte[] bytes, int length) throws Malformed {
    values.open(bytes, length);
    values.scope(bodyFaults);
    bodyFaults.clear();
    body.clear();
    events.clear();
    refused.clear();
    eventCount = 0;
    writeKey = null;
    tokens.start();
    root(Shape.of(call));
    tokens.close();
    path.at(1);
    if (call != Call.TRACK && tokens.place() > limits.eventBytesMax()) {
      tooLarge();
    }
    events.extras().hide(body.extras(), values.names);
  }

  /** Where the members of the body are: one row. */
  Spans body() {
    return body;
  }

  /** Where the members of the events of {@code /track} are, those of refused events too. */
  Spans events() {
    return events;
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

  private void root(Shape shape) throws Malformed {
    path.at(1);
    int row = body.add(0);
    if (tokens.peek() == '{') {
      object(shape, 1, body, row);
    } else {
      values.value(0);
      values.fault(Code.WRONG_TYPE, Field.Kind.OBJECT.wanted());
    }
    body.finish(row, tokens.place());
  }

  private void object(Shape shape, int level, Spans spans, int row) throws Malformed {
    tokens.step();
    values.names.open(level);
    int seen = 0;
    if (tokens.peek() == '}') {
      tokens.step();
    } else {
      do {
        tokens.peek();
        int start = tokens.place();
        boolean isNew = values.name(level);
        int slot = shape.slot(values.names);
        if (slot < 0) {
          extra(level, spans, start, isNew);
        } else if (isNew) {
          seen |= 1 << slot;
          member(shape.field(slot), level, spans, row, slot);
        } else {
          values.value(level);
          spans.spoil(row, slot);
        }
      } while (tokens.more('}'));
    }
    values.names.close(level);
    for (int slot = 0; slot < shape.count(); slot++) {
      if ((seen & (1 << slot)) == 0 && shape.field(slot).required) {
        path.at(level);
        values.missing(shape.field(slot).name);
      }
    }
    path.at(level);
  }

  private void extra(int level, Spans spans, int start, boolean isNew) throws Malformed {
    int nameStart = values.names.lastStart();
    int nameLength = values.names.lastLength();
    values.value(level);
    if (isNew) {
      spans.extras().add(start, tokens.place(), nameStart, nameLength);
    }
  }

  private void member(Field field, int level, Spans spans, int row, int slot) throws Malformed {
    byte first = tokens.peek();
    int start = tokens.place();
    boolean taken =
        switch (field.kind) {
          case TEXT -> first == '"' && text(field);
          case KEY -> first == '"' && key();
          case OBJECT -> first == '{' && value(level);
          case INTEGER -> isNumber(first) && integer(field);
          case EVENTS -> first == '[' && events(level + 1);
        };
    if (tokens.place() == start) {
      values.value(level);
      values.fault(Code.WRONG_TYPE, field.kind.wanted());
    }
    if (taken) {
      spans.member(row, slot, start, tokens.place());
    } else {
      spans.spoil(row, slot);
    }
  }

  private static boolean isNumber(byte first) {
    return first == '-' || (first >= '0' && first <= '9');
  }

  private boolean value(int level) throws Malformed {
    values.value(level);
    return true;
  }

  private boolean key() throws Malformed {
    values.string();
    writeKey = new RawString(tokens.body(), tokens.text.start(), tokens.text.end()).text();
    return false;
  }

  private boolean text(Field field) throws Malformed {
    values.string();
    var fault =
        Checks.text(tokens.body(), tokens.text.start(), tokens.text.end(), field.charactersMax);
    if (fault != null) {
      values.fault(fault);
    }
    return fault == null && !tokens.text.lone();
  }

  private boolean integer(Field field) throws Malformed {
    int start = tokens.at();
    tokens.number();
    var tooMuch = tokens.number.fault();
    if (tooMuch != null) {
      values.fault(tooMuch);
      return false;
    }
    int digits = tokens.number.digitsOnly() ? tokens.at() - start : 0;
    var fault =
        Checks.integer(tokens.body(), start, tokens.at(), tokens.number.digitsOnly(), field);
    if (fault != null) {
      values.fault(fault, Checks.message(fault, digits));
    }
    return fault == null;
  }

  private boolean events(int level) throws Malformed {
    tokens.step();
    path.index(level, 0);
    if (tokens.peek() == ']') {
      tokens.step();
    } else {
      do {
        path.index(level, eventCount);
        event(level);
        eventCount++;
      } while (tokens.more(']'));
    }
    values.scope(bodyFaults);
    return true;
  }

  private void event(int level) throws Malformed {
    eventFaults.clear();
    values.scope(eventFaults);
    if (eventCount >= limits.eventsMax()) {
      values.value(level);
      return;
    }
    byte first = tokens.peek();
    int row = events.add(tokens.place());
    if (first == '{') {
      object(Shape.EVENT, level + 1, events, row);
    } else {
      values.value(level);
      values.fault(Code.WRONG_TYPE, Field.Kind.OBJECT.wanted());
    }
    events.finish(row, tokens.place());
    if (events.end(row) - events.start(row) > limits.eventBytesMax()) {
      tooLarge();
    }
    if (!eventFaults.isEmpty()) {
      refused.add(new Reading.RefusedEvent(eventCount, eventFaults.list()));
    }
  }

  private void tooLarge() {
    values.fault(Code.EVENT_TOO_LARGE, Code.eventTooLarge(limits.eventBytesMax()));
  }
}
