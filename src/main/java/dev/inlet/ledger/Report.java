package dev.inlet.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** A verdict, for people and for programs. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-9s %-21s %12s %12s %9s %9s %12s %11s  %s%n";

  private Report() {}

  static String text(Verdict verdict) {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            ROW,
            "stream",
            "hour",
            "received",
            "delivered",
            "rejected",
            "pending",
            "deliv.again",
            "sent again",
            ""));
    for (var hour : verdict.hours()) {
      text.append(row(hour.stream(), Hours.text(hour.hour()), List.of(hour), hour.verdict()));
    }
    for (var stream : Verification.STREAMS) {
      var hours = verdict.hours().stream().filter(hour -> hour.stream().equals(stream)).toList();
      text.append(row(stream, "all", hours, ""));
    }
    verdict.findings().forEach(finding -> text.append(line(finding.stream(), finding.what())));
    verdict.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.append(conclusion(verdict)).append('\n').toString();
  }

  private static String conclusion(Verdict verdict) {
    if (verdict.agrees()) {
      return "It agrees: received = delivered + rejected + pending.";
    }
    long missing =
        verdict.hours().stream()
            .filter(hour -> !hour.agrees())
            .mapToLong(hour -> Math.max(0, hour.missing()))
            .sum();
    return missing > 0
        ? "It does not agree: %d acknowledged lines are not there.".formatted(missing)
        : "It does not agree.";
  }

  private static String line(String stream, String what) {
    return stream + ": " + what + '\n';
  }

  private static String row(String stream, String hour, List<HourBalance> hours, String verdict) {
    return String.format(
        Locale.ROOT,
        ROW,
        stream,
        hour,
        sum(hours, HourBalance::received),
        sum(hours, HourBalance::delivered),
        sum(hours, HourBalance::refused),
        sum(hours, HourBalance::pending),
        sum(hours, HourBalance::again),
        sum(hours, HourBalance::sentAgain),
        verdict);
  }

  private static long sum(List<HourBalance> hours, ToLongFunction<HourBalance> column) {
    return hours.stream().mapToLong(column).sum();
  }

  static String json(Verdict verdict) {
    var json = JSON.createObjectNode().put("agrees", verdict.agrees());
    var hours = json.putArray("hours");
    for (var hour : verdict.hours()) {
      hours
          .addObject()
          .put("stream", hour.stream())
          .put("hour", Hours.text(hour.hour()))
          .put("received", hour.received())
          .put("delivered", hour.delivered())
          .put("rejected", hour.refused())
          .put("pending", hour.pending())
          .put("missing", hour.missing())
          .put("deliveredAgain", hour.again())
          .put("sentAgain", hour.sentAgain())
          .put("agrees", hour.agrees());
    }
    var findings = json.putArray("findings");
    for (var finding : verdict.findings()) {
      findings
          .addObject()
          .put("stream", finding.stream())
          .put("kind", finding.kind())
          .put("what", finding.what())
          .put("isLoss", finding.isLoss());
    }
    verdict.notes().forEach(json.putArray("notes")::add);
    return json.toPrettyString() + '\n';
  }
}
