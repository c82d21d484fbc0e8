package dev.inlet.event.segment;

import dev.inlet.event.Envelope;
import dev.inlet.event.Ids;
import dev.inlet.event.Output;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.RejectedLine;
import dev.inlet.event.Secrets;
import java.util.List;

/** Encodes the rejected records of the events that are refused while others are taken. */
final class RejectedEvents {
  private static final byte[] BATCH = Output.ascii("\"batch\":[");
  private static final byte[] BATCH_END = Output.ascii("]}");
  private static final String EVENTS = "/batch/";

  private final Scan scan;
  private final List<RefusedEvent> refused;
  private final byte[] text;
  private final Secrets secrets;

  RejectedEvents(Scan scan, List<RefusedEvent> refused, Secrets secrets) {
    this.scan = scan;
    this.refused = refused;
    this.secrets = secrets;
    text = scan.compact();
  }

  void put(Output out, Envelope envelope) {
    var ids = new Ids(envelope);
    for (var event : refused) {
      RejectedLine.begin(out);
      putId(out, ids, event);
      RejectedLine.putEvent(
          out, envelope, Endpoint.BATCH.path(), EVENTS, event, alone(event.index()), secrets);
    }
  }

  private void putId(Output out, Ids ids, RefusedEvent event) {
    var events = scan.events;
    int id = events.in(event.index(), Member.MESSAGE_ID);
    if (id < 0 || !MemberCheck.isThere(text, events.value(id), events.length(id))) {
      ids.put(out, event.index());
    } else if (isWrong(event) || text[events.value(id)] != '"') {
      ids.putOfRequest(out, event.index());
    } else {
      out.put(text, events.value(id), events.end(id));
    }
  }

  /** Whether its id is among what it is refused for, or it is there twice. */
  private static boolean isWrong(RefusedEvent event) {
    var pointer = EVENTS + event.index() + "/" + Member.MESSAGE_ID.word();
    return event.errors().stream().anyMatch(error -> error.pointer().equals(pointer));
  }

  /** The body as it would be if this were its only event. */
  private Output alone(int row) {
    var alone = new Output(1024).put('{');
    for (int i = 0; i < scan.body.to(0); i++) {
      if ((scan.body.bit(i) & Member.BATCH.bit()) == 0) {
        alone.put(text, scan.body.start(i), scan.body.end(i)).put(',');
      }
    }
    alone.put(BATCH).put(text, scan.events.rowStart(row), scan.events.rowEnd(row));
    return alone.put(BATCH_END);
  }
}
