package dev.inlet.event.segment;

import dev.inlet.event.LineBytes;
import dev.inlet.event.Output;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.RejectedLine;

/**
 * How many bytes the lines of a body have at most, told before they are encoded: each has what the
 * batch says of all of them.
 */
final class LineSizes {
  private final Scan scan;
  private final long shared;

  private LineSizes(Scan scan) {
    this.scan = scan;
    shared = shared(scan);
  }

  static LineBytes of(Scan scan) {
    var sizes = new LineSizes(scan);
    var refused = scan.refused();
    long longest = 0;
    long bytes = 0;
    int next = 0;
    for (int row = 0; row < scan.events.rows(); row++) {
      if (next < refused.size() && refused.get(next).index() == row) {
        bytes += sizes.rejected(refused.get(next));
        next++;
      } else {
        long accepted = RejectedLine.ENVELOPE_BYTES + sizes.shared + sizes.own(row);
        longest = Math.max(longest, accepted);
        bytes += scan.decisions.records(row) * accepted;
      }
    }
    return new LineBytes(longest, bytes);
  }

  private static long shared(Scan scan) {
    long bytes = 0;
    if (scan.body.rows() > 0) {
      for (int i = 0; i < scan.body.to(0); i++) {
        boolean isBatch = (scan.body.bit(i) & Member.BATCH.bit()) != 0;
        bytes += isBatch ? 0 : scan.body.end(i) - scan.body.start(i) + 1;
      }
    }
    return bytes;
  }

  private long own(int row) {
    return (long) scan.events.rowEnd(row) - scan.events.rowStart(row);
  }

  private long rejected(RefusedEvent event) {
    int row = event.index();
    long escaped =
        Output.escapedLength(scan.compact(), scan.events.rowStart(row), scan.events.rowEnd(row));
    return RejectedLine.bytesMax(event, shared + own(row), 2 * shared + escaped);
  }
}
