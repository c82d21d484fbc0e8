package dev.inlet.erase;

import dev.inlet.delivery.Contents;
import dev.inlet.ledger.Corrections.Hour;
import dev.inlet.ledger.Lines;
import dev.inlet.ledger.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Lets the lines of an object through that are of nobody who was erased, and counts the others. */
final class Sieve {
  private final Rule rule;
  private final String stream;
  private final Erased erased;
  private final RecordReader record = new RecordReader();
  private final Map<Hour, Contents> hours = new HashMap<>();
  private Contents before = Contents.NOTHING;
  private Contents left = Contents.NOTHING;
  private long lines;
  private long ids;

  /** What was erased of all objects, by the hashes of the records. */
  record Erased(Set<Long> records, Set<Long> ids) {
    Erased() {
      this(new HashSet<>(), new HashSet<>());
    }
  }

  Sieve(Rule rule, String stream, Erased erased) {
    this.rule = rule;
    this.stream = stream;
    this.erased = erased;
  }

  void run(InputStream in, OutputStream out) throws IOException {
    new Lines()
        .read(
            in,
            (bytes, start, end) -> {
              switch (rule.verdict(stream, bytes, start, end)) {
                case Rule.Verdict.Kept kept -> keep(bytes, start, end, out);
                case Rule.Verdict.Erased gone -> erase(bytes, start, end);
                case Rule.Verdict.Changed changed -> {
                  ids += changed.ids();
                  keep(changed.line(), 0, changed.line().length, out);
                }
              }
            });
  }

  /** Whether the object is another one without what is erased. */
  boolean isTouched() {
    return lines + ids > 0;
  }

  long lines() {
    return lines;
  }

  /** How many ids were taken out of lines of others. */
  long ids() {
    return ids;
  }

  /** What the ledger knows of what was erased. */
  Map<Hour, Contents> hours() {
    return hours;
  }

  Contents before() {
    return before;
  }

  Contents left() {
    return left;
  }

  private void keep(byte[] bytes, int start, int end, OutputStream out) throws IOException {
    if (record.read(bytes, start, end)) {
      var line = new Contents(1, record.hash());
      before = before.plus(line);
      left = left.plus(line);
    }
    out.write(bytes, start, end - start);
    out.write('\n');
  }

  private void erase(byte[] bytes, int start, int end) {
    lines++;
    if (record.read(bytes, start, end)) {
      before = before.plus(new Contents(1, record.hash()));
      erased.ids().add(record.idHash());
      if (erased.records().add(record.hash())) {
        note(stream);
        if (stream.equals("rejected") && record.isRefusedByFirehose()) {
          note("events");
        }
      }
    }
  }

  private void note(String ledger) {
    hours.merge(
        Hour.of(ledger, record.receivedAtMillis()), new Contents(1, record.hash()), Contents::plus);
  }
}
