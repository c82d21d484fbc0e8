package dev.inlet.delivery.firehose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;

/**
 * What became of a call.
 *
 * @param taken the packets that were taken
 * @param left those that were not, in their order
 * @param verdict why not; of several reasons one that heals, as content is blamed last
 */
record Reply(List<Packet> taken, List<Packet> left, Verdict verdict) {
  static Reply none(List<Packet> packets, Verdict verdict) {
    return new Reply(List.of(), packets, verdict);
  }

  /**
   * Reads an answer 200, in which any record may have been refused.
   *
   * <p>An answer that does not fit the call says nothing about any of its records.
   */
  static Reply of(List<Packet> packets, PutRecordBatchResponse answer, String stream) {
    var entries = answer.requestResponses();
    if (entries.size() != packets.size()) {
      var strange =
          "the stream %s answered %d records with %d results"
              .formatted(stream, packets.size(), entries.size());
      return none(packets, new Verdict.Unavailable(strange, Duration.ZERO));
    }
    var taken = new ArrayList<Packet>();
    var left = new ArrayList<Packet>();
    Verdict verdict = new Verdict.Taken();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).errorCode() == null) {
        taken.add(packets.get(i));
      } else {
        left.add(packets.get(i));
        verdict = healing(verdict, ofEntry(entries.get(i), stream));
      }
    }
    return new Reply(taken, left, verdict);
  }

  private static Verdict ofEntry(PutRecordBatchResponseEntry entry, String stream) {
    return Verdicts.ofRecord(entry.errorCode(), entry.errorMessage(), stream);
  }

  private static Verdict healing(Verdict before, Verdict next) {
    return before instanceof Verdict.Taken || before instanceof Verdict.Refused ? next : before;
  }

  static int bytes(List<Packet> packets) {
    return packets.stream().mapToInt(Packet::size).sum();
  }
}
