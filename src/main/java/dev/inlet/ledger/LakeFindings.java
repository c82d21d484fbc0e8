package dev.inlet.ledger;

import dev.inlet.delivery.Contents;
import dev.inlet.ledger.Corrections.Correction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what is wrong with the objects of a stream, by what its account says. */
record LakeFindings(
    Account account, Map<String, List<Correction>> corrections, List<Finding> findings) {
  private void add(String kind, String what, boolean isLoss) {
    findings.add(new Finding(account.stream(), kind, what, isLoss));
  }

  /** Finds the objects that are not among these, of the hours that do not agree. */
  void missing(List<HourBalance> hours, Stream<String> keys) {
    var off =
        hours.stream()
            .filter(hour -> hour.stream().equals(account.stream()) && !hour.agrees())
            .map(HourBalance::hour)
            .collect(Collectors.toSet());
    var there =
        keys.flatMap(key -> CutName.of(key).stream())
            .map(CutName::range)
            .collect(Collectors.toSet());
    account
        .delivered()
        .forEach((spool, entries) ->
            entries.values().stream()
                .filter(entry -> off.contains(entry.hour()) && entry.contents().lines() > 0)
                .filter(entry -> !there.contains(CutName.range(spool, entry.first(), entry.last())))
                .forEach(entry ->
                    add(
                        "missing",
                        "sequences %d to %d of spool %s: there is no raw/%s"
                            .formatted(entry.first(), entry.last(), spool, entry.key()),
                        true)));
  }

  /**
   * Finds whether an object holds other lines than were noted, but for those that were erased.
   *
   * @param holds what is in it, or was when it was let go
   */
  void changed(String key, Contents holds, boolean isLetGo) {
    var ever =
        corrections.getOrDefault(key, List.of()).stream()
            .filter(correction -> correction.of().stream().equals(account.stream()))
            .map(Correction::erased)
            .reduce(holds, Contents::plus);
    var told = isLetGo ? ever : holds;
    CutName.of(key)
        .flatMap(account::contents)
        .filter(noted -> !noted.equals(ever))
        .ifPresent(noted ->
            add(
                "changed",
                told.lines() == noted.lines()
                    ? "%s does not hold the lines that were acknowledged".formatted(key)
                    : "%s holds %d lines, and %d were acknowledged"
                        .formatted(key, told.lines(), noted.lines()),
                told.lines() <= noted.lines()));
  }

  /** Finds sequences that are in several objects. */
  void overlaps(List<CutName> cuts) {
    cuts.sort(Comparator.comparing(CutName::spool).thenComparingLong(CutName::first));
    var before = new CutName("", "", -1, -1);
    for (var cut : cuts) {
      boolean isSameSpool = before.spool().equals(cut.spool());
      if (isSameSpool && before.last() >= cut.first()) {
        add(
            "overlap",
            "sequences %d to %d of spool %s are in %s and in %s"
                .formatted(
                    cut.first(),
                    Math.min(before.last(), cut.last()),
                    cut.spool(),
                    before.key(),
                    cut.key()),
            false);
      }
      before = !isSameSpool || before.last() < cut.last() ? cut : before;
    }
  }
}
