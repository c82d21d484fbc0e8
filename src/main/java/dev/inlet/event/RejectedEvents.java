package dev.inlet.event;

import java.util.List;

/** Encodes the rejected records of the events that are refused while others are taken. */
final class RejectedEvents {
  private static final byte[] USER_ID = Output.ascii("{\"userId\":");
  private static final byte[] EVENTS = Output.ascii(",\"events\":[");
  private static final byte[] EVENTS_END = Output.ascii("]}");

  private final byte[] text;
  private final Spans body;
  private final Spans events;
  private final List<Reading.RefusedEvent> refused;
  private final Secrets secrets;

  RejectedEvents(BodyScan scan, Secrets secrets) {
    text = scan.compact();
    body = scan.body();
    events = scan.events();
    refused = scan.refused();
    this.secrets = secrets;
  }

  void put(Output out, Envelope envelope) {
    var ids = new Ids(envelope);
    for (var event : refused) {
      RejectedLine.begin(out);
      putId(out, ids, event.index());
      RejectedLine.putEvent(
          out, envelope, Call.TRACK.path(), "/events/", event, alone(event.index()), secrets);
    }
  }

  private void putId(Output out, Ids ids, int row) {
    if (events.has(row, Shape.MESSAGE_ID)) {
      out.put(text, events.start(row, Shape.MESSAGE_ID), events.end(row, Shape.MESSAGE_ID));
    } else if (events.isSpoilt(row, Shape.MESSAGE_ID)) {
      ids.putOfRequest(out, row);
    } else {
      ids.put(out, row);
    }
  }

  /** The body as it would be if this were its only event. */
  private Output alone(int row) {
    var alone = new Output(1024);
    alone.put(USER_ID);
    alone.put(text, body.start(0, Shape.USER_ID), body.end(0, Shape.USER_ID));
    var extras = body.extras();
    for (int i = 0; i < extras.count(); i++) {
      alone.put(',').put(text, extras.start(i), extras.end(i));
    }
    alone.put(EVENTS).put(text, events.start(row), events.end(row));
    return alone.put(EVENTS_END);
  }
}
