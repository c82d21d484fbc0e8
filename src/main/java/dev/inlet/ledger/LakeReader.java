package dev.inlet.ledger;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.Contents;
import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.RawObjects.RawObject;
import dev.inlet.ledger.Corrections.Correction;
import dev.inlet.ledger.Corrections.Hour;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the objects of a stream, line by line. */
final class LakeReader {
  private final Account account;
  private final RawObjects lake;
  private final Balances balances;
  private final long now;
  private final List<RawObject> objects = new ArrayList<>();
  private final List<CutName> cuts = new ArrayList<>();
  private final Map<String, Contents> found = new HashMap<>();
  private final Map<String, Contents> letGo = new HashMap<>();
  private final List<Finding> broken = new ArrayList<>();
  private final RecordReader record = new RecordReader();
  private final Lines lines = new Lines();
  private Contents contents = Contents.NOTHING;
  private long strangers;
  private long nameless;
  private long noRecords;

  /** Lists the objects; what is received later than now is not looked at. */
  LakeReader(Account account, RawObjects lake, Scope scope, Balances balances, long now)
      throws IOException {
    this.account = account;
    this.lake = lake;
    this.balances = balances;
    this.now = now;
    for (var object : lake.list("raw/" + account.stream() + "/")) {
      var cut = CutName.of(object.key());
      if (scope.mayHave(object.key(), cut.isPresent())) {
        if (cut.isEmpty()) {
          nameless++;
          objects.add(object);
        } else {
          list(object, cut.get());
        }
      }
    }
  }

  private void list(RawObject object, CutName cut) {
    boolean isOurs = account.spool().map(spool -> spool.id().equals(cut.spool())).orElse(false);
    long next = isOurs ? account.spool().orElseThrow().next() : Long.MAX_VALUE;
    long begin = account.begin(cut.spool());
    boolean isPending = isOurs && cut.last() >= account.spool().orElseThrow().delivered();
    if (cut.first() >= next) {
      return;
    }
    if (cut.last() < begin && !isPending) {
      strangers++;
      return;
    }
    cuts.add(cut);
    objects.add(object);
  }

  long bytes() {
    return objects.stream().mapToLong(RawObject::bytes).sum();
  }

  void read(Meter meter) {
    for (var object : objects) {
      contents = Contents.NOTHING;
      try (var in = new BufferedInputStream(lake.read(object.key()));
          var plain = Compression.ofKey(object.key()).from(in)) {
        lines.read(plain, this::take);
      } catch (NoSuchFileException e) {
        cuts.removeIf(cut -> cut.key().equals(object.key()));
        meter.done(object.bytes());
        continue;
      } catch (IOException e) {
        broken.add(
            new Finding(
                account.stream(),
                "unreadable",
                "%s can not be read after %d lines: %s"
                    .formatted(object.key(), contents.lines(), e.getMessage()),
                false));
      }
      found.put(object.key(), contents);
      meter.done(object.bytes());
    }
  }

  private void take(byte[] bytes, int start, int end) throws IOException {
    if (!record.read(bytes, start, end)) {
      noRecords++;
      return;
    }
    contents = contents.plus(new Contents(1, record.hash()));
    int hour = Hours.of(record.receivedAtMillis());
    if (record.receivedAtMillis() > now || !balances.wants(hour)) {
      return;
    }
    balances.at(account.stream(), hour).inLake(record.hash(), record.idHash());
    if (account.stream().equals("rejected") && record.isRefusedByFirehose()) {
      balances.at("events", hour).refused(record.hash());
    }
  }

  /**
   * Takes from what was noted what objects held that were let go: those that the ledger knows, and
   * that are not there.
   *
   * @return how many lines of this stream that were
   */
  long letGo(Map<String, Map<Hour, Contents>> said) {
    said.forEach((key, hours) -> {
      var isNoted = CutName.of(key).flatMap(account::contents).isPresent();
      if (isNoted && !found.containsKey(key)) {
        letGo.put(key, Contents.NOTHING);
        hours.forEach((of, contents) -> {
          if (of.stream().equals(account.stream())) {
            letGo.merge(key, contents, Contents::plus);
          }
          if (balances.wants(of.hour())) {
            balances.at(of.stream(), of.hour()).gone(contents);
          }
        });
      }
    });
    return letGo.values().stream().mapToLong(Contents::lines).sum();
  }

  /** What the objects hold, or held when they were let go, by their keys. */
  Map<String, Contents> found() {
    var all = new HashMap<>(found);
    all.putAll(letGo);
    return all;
  }

  /** What is wrong, and of the hours that do not agree, in which objects. */
  void findings(
      List<HourBalance> hours, Map<String, List<Correction>> corrections, List<Finding> findings) {
    findings.addAll(account.gaps());
    findings.addAll(broken);
    var wrong = new LakeFindings(account, corrections, findings);
    wrong.overlaps(cuts);
    if (nameless == 0) {
      wrong.missing(hours, Stream.concat(cuts.stream().map(CutName::key), letGo.keySet().stream()));
    }
    for (var cut : cuts) {
      wrong.changed(cut.key(), found.getOrDefault(cut.key(), Contents.NOTHING), false);
    }
    letGo.forEach((key, contents) -> wrong.changed(key, contents, true));
  }

  void notes(List<String> notes) {
    if (strangers > 0) {
      notes.add(
          "%s: %d objects are of spools, or from times, that no ledger here knows of; they are not"
                  .formatted(account.stream(), strangers)
              + " counted");
    }
    if (noRecords > 0) {
      notes.add("%s: %d lines are no records".formatted(account.stream(), noRecords));
    }
    if (nameless > 0) {
      notes.add(
          "%s: %d objects are not named after sequences, as Firehose's are not; what Firehose still"
                  .formatted(account.stream(), nameless)
              + " buffers, up to 15 minutes, is short until it is written");
    }
  }
}
