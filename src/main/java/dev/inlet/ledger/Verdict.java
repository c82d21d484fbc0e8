package dev.inlet.ledger;

import java.util.List;

/** What a verification found. */
record Verdict(List<HourBalance> hours, List<Finding> findings, List<String> notes) {
  Verdict {
    hours = List.copyOf(hours);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  boolean agrees() {
    return hours.stream().allMatch(HourBalance::agrees)
        && findings.stream().noneMatch(Finding::isLoss);
  }
}
