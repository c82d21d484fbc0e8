package dev.inlet;

import dev.inlet.generate.Generate;
import dev.inlet.generate.Plan;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes data to try the lake on. */
@Command(
    name = "generate",
    description =
        "Makes people who don't exist, and what they do: they come without a name, sign up, change "
            + "their profile, come back or don't. Some phones send late, some posts come twice, some "
            + "are wrong. The same seed makes the same.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:all is made", "1:it failed", "2:the arguments can't be used"},
    footer = {
      "%nWithout --url it writes straight into the lake, as if all had been received at its time. The",
      "names of these objects start with 67656e, so they are easy to remove. With --url the times",
      "are those at which it happened, and all of it is received now.",
      "%nWho uses a feature on the first day comes back in a later week so many times as likely:",
      "",
      "  teammate_invited  2.0  (15 %% of people)",
      "  report_created    1.5  (35 %%)",
      "  import_failed     0.6  (20 %%)",
      "  theme_changed     1.0  (30 %%): no effect",
      "  help_opened       1.0  (in a quarter of all visits): no effect, but those who stay longer",
      "                         do it more often",
      "%nFor example:",
      "  inlet generate",
      "  inlet generate --users 200 --days 14 --url http://127.0.0.1:8080"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final int USERS_MAX = 1_000_000;
  private static final int DAYS_MAX = 365;
  private static final int RATE_MAX = 1_000_000;

  /** As a server builds by itself, but not at once, and not where none runs. */
  private static final String NEXT =
      """

      Next, build the tables, and ask what makes people come back:
        inlet lake build
        inlet lake query "select * from aggregated.retention_drivers where week = 2 order by lift"
      """;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--users",
      defaultValue = "2000",
      paramLabel = "N",
      description = "How many people: 1 to 1000000; ${DEFAULT-VALUE} when not said.")
  private int users;

  @Option(
      names = "--days",
      defaultValue = "60",
      paramLabel = "N",
      description = "How many days it goes on: 1 to 365; ${DEFAULT-VALUE} when not said.")
  private int days;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "When it ends, such as 2026-11-21T00:00:00Z and not in the future; the beginning of "
              + "this day (UTC) when not said.")
  private @Nullable String until;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Another number makes other people; ${DEFAULT-VALUE} when not said.")
  private long seed;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The server to post to, such as http://127.0.0.1:8080, instead of a lake.")
  private @Nullable String url;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      arity = "0..1",
      interactive = true,
      echo = false,
      description = "With --url, the write key. Without a value it is asked for.")
  private @Nullable String key;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      paramLabel = "N",
      description = "With --url, events a second at most; ${DEFAULT-VALUE} when not said.")
  private int rate;

  @Mixin private LakeOptions lake = new LakeOptions();

  @Option(
      names = "--yes",
      description = "Also into a lake that holds real data. It can't be told apart in tables.")
  private boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var plan = new Plan(number("--users", users, USERS_MAX), days(), seed, until());
    try (var progress = new ProgressLine(spec.commandLine().getErr())) {
      var generate =
          new Generate(
              plan,
              (share, events) ->
                  progress.at(share, String.format(Locale.ROOT, "%,d events", events)));
      var report = url == null ? write(generate) : generate.to(ServerUrl.of(url), key, rate());
      progress.close();
      spec.commandLine().getOut().print(report + NEXT);
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  private String write(Generate generate) throws IOException, InterruptedException {
    try (var objects = lake.openOrMake()) {
      long foreign = yes ? 0 : Generate.foreign(objects);
      if (foreign > 0) {
        throw new Unusable(
            "This lake holds %d objects that were not generated. Name another one by --lake, or add "
                    .formatted(foreign)
                + "--yes to mix them.");
      }
      return generate.into(objects);
    }
  }

  private int days() {
    return number("--days", days, DAYS_MAX);
  }

  private int rate() {
    return number("--rate", rate, RATE_MAX);
  }

  private static int number(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new Unusable("%s is %d: it must be 1 to %d.".formatted(option, value, max));
    }
    return value;
  }

  private Instant until() {
    var now = Instant.now();
    if (until == null) {
      return now.truncatedTo(ChronoUnit.DAYS);
    }
    try {
      var time = Instant.parse(until);
      if (!time.isAfter(now)) {
        return time;
      }
    } catch (DateTimeException e) {
      // It is told below, together with a time that is not yet.
    }
    throw new Unusable(
        "--until is '%s': it must be a time such as 2026-11-21T00:00:00Z, and not in the future."
            .formatted(until));
  }
}
