package dev.inlet.event;

import org.jspecify.annotations.Nullable;

/** Encodes the records of what a body says, by copying spans of its text. */
final class LineEncoder {
  private static final byte[] ID = Output.ascii("{\"id\":");
  private static final byte[] EXTRA = Output.ascii(",\"extra\":{");
  private static final byte[] END = Output.ascii("}\n");

  /** What lines are put together in, kept from body to body. */
  record Buffers(Output lines, Output head, Output client) {
    Buffers() {
      this(new Output(4096), new Output(256), new Output(64));
    }
  }

  private final Output lines;
  private final Shape shape;
  private final byte[] text;
  private final Spans rows;
  private final Ids ids;

  /** What all lines have after their id, up to the value of the first member of their own. */
  private final Output head;

  private final Output client;

  /** The extras of a body around events: each of its lines has them. */
  private final @Nullable Extras shared;

  /** For each of those, the last row that hides it, counted from 1. */
  private final int[] hiddenBy;

  LineEncoder(Call call, BodyScan scan, Envelope envelope, Buffers buffers) {
    lines = buffers.lines();
    head = buffers.head();
    client = buffers.client();
    head.clear();
    client.clear();
    var body = scan.body();
    boolean isTrack = call == Call.TRACK;
    shape = isTrack ? Shape.EVENT : Shape.of(call);
    text = scan.compact();
    rows = isTrack ? scan.events() : body;
    shared = isTrack && body.extras().count() > 0 ? body.extras() : null;
    hiddenBy = new int[shared == null ? 0 : shared.count()];
    ids = new Ids(envelope);
    RecordHead.put(head, call.type(), envelope);
    if (isTrack) {
      head.put(Shape.TRACK.field(Shape.USER_ID).prefix);
      head.put(text, body.start(0, Shape.USER_ID), body.end(0, Shape.USER_ID));
    }
    head.put(shape.field(0).prefix);
    RecordHead.putClient(client, envelope);
  }

  /** Writes the line of a row. */
  void put(int row) {
    lines.put(ID);
    if (rows.has(row, Shape.MESSAGE_ID)) {
      putMember(row, Shape.MESSAGE_ID);
    } else {
      ids.put(lines, row);
    }
    lines.put(head);
    putMember(row, 0);
    for (int slot = 1; slot < Shape.MESSAGE_ID; slot++) {
      lines.put(shape.field(slot).prefix);
      putMember(row, slot);
    }
    lines.put(client);
    putExtras(row);
    lines.put(END);
  }

  private void putMember(int row, int slot) {
    lines.put(text, rows.start(row, slot), rows.end(row, slot));
  }

  private void putExtras(int row) {
    int from = rows.extrasFrom(row);
    int to = rows.extrasTo(row);
    if (from == to && shared == null) {
      return;
    }
    var own = rows.extras();
    lines.put(EXTRA);
    int start = lines.length();
    if (shared != null) {
      hide(row, from, to);
      for (int i = 0; i < shared.count(); i++) {
        if (hiddenBy[i] != row + 1) {
          putExtra(shared, i, start);
        }
      }
    }
    for (int i = from; i < to; i++) {
      putExtra(own, i, start);
    }
    lines.put('}');
  }

  private void hide(int row, int from, int to) {
    for (int i = from; i < to; i++) {
      int hidden = rows.extras().hides(i);
      if (hidden >= 0) {
        hiddenBy[hidden] = row + 1;
      }
    }
  }

  private void putExtra(Extras extras, int extra, int start) {
    if (lines.length() > start) {
      lines.put(',');
    }
    lines.put(text, extras.start(extra), extras.end(extra));
  }
}
