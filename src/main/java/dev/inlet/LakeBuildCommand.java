package dev.inlet;

import dev.inlet.erase.LivingObjects;
import dev.inlet.lake.Built;
import dev.inlet.lake.LakeBusy;
import dev.inlet.lake.Order;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the tables to what raw objects say, and tells what came of it. */
@Command(
    name = "build",
    description =
        "Brings the tables to what raw objects say: it reads those that it has not read yet. "
            + "It can be ended at any time; the tables are then as they were before.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the tables are up to date, and published if they are to be",
      "1:it failed, or it could not be published, or another build is at work",
      "2:the arguments can't be used"
    })
final class LakeBuildCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private LakeOptions options = new LakeOptions();

  @Option(
      names = "--rebuild",
      description = "Makes the tables anew, from all raw objects that there are.")
  private boolean rebuild;

  @Option(
      names = "--from-what-is-left",
      description =
          "With --rebuild: also when raw objects are gone that are in the tables. What was in "
              + "them is lost then.")
  private boolean fromWhatIsLeft;

  @Option(
      names = "--refuse-merges",
      arity = "1",
      paramLabel = "true|false",
      description =
          "Whether links are refused that make one person of several with a profile; "
              + "INLET_LAKE_REFUSE_MERGES, or false, when not said.")
  private @Nullable Boolean refuseMerges;

  @Option(
      names = "--raw-days",
      paramLabel = "DAYS",
      description =
          "Deletes, afterwards, raw objects of a folder that are in the tables and older; "
              + "'inlet serve' says it when INLET_LAKE_RAW_DAYS does.")
  private @Nullable Integer rawDays;

  @Option(
      names = "--take-over",
      description =
          "With Glue's catalog: replaces what another data folder published, such as that of a "
              + "machine that is gone.")
  private boolean takesOver;

  @Option(names = "--quiet", description = "Says nothing unless something was new.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    refuseWhatDoesNotFit();
    var keeping = rawDays == null ? null : new RawKeeping(options.folder(), options.lake());
    var begin = System.nanoTime();
    boolean refusesMerges = refuseMerges == null ? options.refusesMerges() : refuseMerges;
    var built = built(new Order(from(), Optional.of(refusesMerges)));
    if (!quiet || !built.isNothing()) {
      tell(built, refusesMerges, (System.nanoTime() - begin) / NANOS);
    }
    if (keeping != null && rawDays != null) {
      letGo(keeping, rawDays);
    }
    try (var progress = progress()) {
      publish(options, takesOver, progress, out());
    }
    return 0;
  }

  private void refuseWhatDoesNotFit() {
    if (fromWhatIsLeft && !rebuild) {
      throw new Unusable("--from-what-is-left is for --rebuild.");
    }
    if (rawDays != null && rawDays < 1) {
      throw new Unusable("--raw-days is %d: it must be at least 1.".formatted(rawDays));
    }
    if (takesOver && options.place() == null) {
      throw new Unusable("--take-over is for INLET_LAKE_CATALOG=glue.");
    }
  }

  private Order.From from() {
    return !rebuild ? Order.From.NEWS : fromWhatIsLeft ? Order.From.LEFT : Order.From.ALL;
  }

  private Built built(Order order) throws IOException {
    try (var raw = LivingObjects.erasingFrom(options.open());
        var progress = progress()) {
      var built = options.lake().build(raw, order, progress);
      if (raw.lines() > 0) {
        out().printf("%d lines were left out, as their persons were erased.%n", raw.lines());
      }
      raw.unwritten()
          .ifPresent(why -> out().printf("They are still in raw objects, such as %s%n", why));
      return built;
    }
  }

  /** When another build has begun, it publishes these tables as well. */
  static void publish(LakeOptions options, boolean takesOver, Progress progress, PrintWriter out)
      throws IOException {
    try {
      options.lake().publish(takesOver, progress);
    } catch (LakeBusy busy) {
      out.println("Another build is at work, and publishes the tables.");
      out.flush();
    }
  }

  /** The build is done: what can't be deleted now is left to the next one. */
  private void letGo(RawKeeping keeping, int days) {
    try {
      long gone = keeping.letGo(days, clock.instant());
      if (gone > 0) {
        out().printf("%d raw objects were deleted, as they are older than %d days.%n", gone, days);
      }
    } catch (IOException notNow) {
      out().printf("No raw objects were deleted for their age: %s%n", notNow.getMessage());
    }
    out().flush();
  }

  private void tell(Built built, boolean refusesMerges, double seconds) {
    if (built.isNothing()) {
      out().println("Nothing new: the tables are up to date.");
    } else {
      out()
          .printf(
              "%d records of %d raw objects are in the tables, after %.1f s.%n",
              built.lines(), built.objects(), seconds);
    }
    if (built.cycles() + built.merges() > 0) {
      out()
          .printf(
              "%d links were dropped as they close a cycle, %d %s one person of several with a"
                  + " profile: see processed.link_reports.%n",
              built.cycles(),
              built.merges(),
              refusesMerges ? "were refused as they would make" : "make");
    }
    if (built.strangers() > 0) {
      out().printf("%d lines are no records, and were passed over.%n", built.strangers());
    }
    for (var key : built.unreadable()) {
      out().printf("%s can't be read; the next build tries it again.%n", key);
    }
    out().flush();
  }

  private Progress progress() {
    return quiet ? Progress.none() : Progress.to(spec.commandLine().getErr());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
