package dev.inlet.generate;

import dev.inlet.event.Call;
import java.time.Instant;
import java.util.Locale;

/** What was made, as a table for people. */
final class Report {
  private static final String ROW = "%-24s %12s  %s%n";

  private Report() {}

  static String text(Plan plan, Population population, Counts counts, Recipient.Taken taken) {
    var text = new StringBuilder();
    row(text, "people", plan.people(), "and " + population.bots() + " bots");
    row(text, "days", plan.days(), day(plan.from()) + " to " + day(plan.until()));
    row(text, "posts to /track", counts.of(Call.TRACK), "");
    row(text, "posts to /alias", counts.of(Call.ALIAS), "a cookie becomes a person");
    row(text, "posts to /profile", counts.of(Call.PROFILE), "");
    row(text, "records accepted", taken.accepted(), "");
    row(text, "records rejected", taken.rejected(), "of apps with a fault");
    row(text, "posts sent again", counts.of(Post.Kind.AGAIN), "with the same ids: they count once");
    row(text, "posts that came late", counts.of(Post.Kind.LATE), "by hours or days");
    row(text, "posts with wrong times", counts.of(Post.Kind.ASTRAY), "by years");
    text.append(
        String.format(Locale.ROOT, "%n" + ROW, "used on the first day", "people", "coming back"));
    for (var feature : Feature.values()) {
      row(text, feature.eventName(), population.usersOf(feature), effect(feature.effect()));
    }
    return text.toString();
  }

  private static String effect(double effect) {
    return effect == 1 ? "no effect" : String.format(Locale.ROOT, "%.1f times as likely", effect);
  }

  private static String day(Instant time) {
    return time.toString().substring(0, "2026-11-21".length());
  }

  private static void row(StringBuilder text, String what, long number, String remark) {
    var digits = String.format(Locale.ROOT, "%,d", number);
    text.append(String.format(Locale.ROOT, ROW, what, digits, remark).stripTrailing()).append('\n');
  }
}
