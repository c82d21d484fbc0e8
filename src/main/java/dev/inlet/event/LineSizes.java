package dev.inlet.event;

/**
 * How many bytes the lines of a body have, told before they are encoded.
 *
 * <p>What comes from the request's envelope counts with a fixed size for each line.
 */
final class LineSizes {
  private final byte[] text;
  private final Spans body;
  private final Spans events;
  private final long sharedExtras;

  LineSizes(BodyScan scan) {
    text = scan.compact();
    body = scan.body();
    events = scan.events();
    sharedExtras = extras(body, 0);
  }

  static LineBytes of(Call call, BodyScan scan) {
    var sizes = new LineSizes(scan);
    if (call != Call.TRACK) {
      long bytes = sizes.own(scan.body(), 0);
      return new LineBytes(bytes, bytes);
    }
    long longest = 0;
    long bytes = 0;
    var refused = scan.refused();
    int next = 0;
    for (int row = 0; row < scan.events().rows(); row++) {
      if (next < refused.size() && refused.get(next).index() == row) {
        bytes += sizes.rejected(refused.get(next));
        next++;
      } else {
        long accepted = sizes.accepted(row);
        longest = Math.max(longest, accepted);
        bytes += accepted;
      }
    }
    return new LineBytes(longest, bytes);
  }

  private long accepted(int row) {
    long hidden = 0;
    for (int i = events.extrasFrom(row); i < events.extrasTo(row); i++) {
      int hides = events.extras().hides(i);
      hidden += hides < 0 ? 0 : body.extras().length(hides);
    }
    return own(events, row) + body.length(0, Shape.USER_ID) + sharedExtras - hidden;
  }

  /** What a row itself says. */
  private long own(Spans rows, int row) {
    long bytes = RejectedLine.ENVELOPE_BYTES + extras(rows, row);
    for (int slot = 0; slot <= Shape.MESSAGE_ID; slot++) {
      bytes += rows.length(row, slot);
    }
    return bytes;
  }

  private static long extras(Spans rows, int row) {
    long bytes = 0;
    for (int i = rows.extrasFrom(row); i < rows.extrasTo(row); i++) {
      bytes += rows.extras().length(i) + 1;
    }
    return bytes;
  }

  private long rejected(Reading.RefusedEvent event) {
    int row = event.index();
    long shared = body.length(0, Shape.USER_ID) + sharedExtras;
    long escaped = Output.escapedLength(text, events.start(row), events.end(row));
    return RejectedLine.bytesMax(
        event, shared + events.end(row) - events.start(row), 2 * shared + escaped);
  }
}
