package dev.inlet;

import dev.inlet.erase.LivingObjects;
import dev.inlet.lake.AthenaBuild;
import dev.inlet.lake.Built;
import dev.inlet.lake.Format;
import dev.inlet.lake.Lake;
import dev.inlet.lake.LakeBusy;
import dev.inlet.lake.LakeReading;
import dev.inlet.lake.Order;
import dev.inlet.lake.QueryRefused;
import dev.inlet.lake.Resources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes tables of what was collected, and answers questions about them. */
@Command(
    name = "lake",
    description = "Makes tables of what was collected, and answers questions about them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {EraseCommand.class, LakeAnswerCommand.class},
    footer = {
      "%nFor example:",
      "  inlet lake build",
      "  inlet lake query \"select * from aggregated.daily_events order by event_date\""
    })
final class LakeCommand {
  private static final String PROMPT = "lake> ";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "build",
      description =
          "Brings the tables to what raw objects say: it reads those that it has not read yet. "
              + "It can be ended at any time; the tables are then as they were before.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:the tables are up to date, and published if they are to be",
        "1:it failed, or it could not be published, or another build is at work",
        "2:the arguments can't be used"
      })
  int build(
      @Mixin LakeOptions options,
      @Option(
              names = "--rebuild",
              description = "Makes the tables anew, from all raw objects that there are.")
          boolean rebuild,
      @Option(
              names = "--from-what-is-left",
              description =
                  "With --rebuild: also when raw objects are gone that are in the tables. What was in "
                      + "them is lost then.")
          boolean fromWhatIsLeft,
      @Option(
              names = "--refuse-merges",
              arity = "1",
              paramLabel = "true|false",
              description =
                  "Whether links are refused that make one person of several with a profile; "
                      + "INLET_LAKE_REFUSE_MERGES, or false, when not said.")
          @Nullable Boolean refuseMerges,
      @Option(
              names = "--raw-days",
              paramLabel = "DAYS",
              description =
                  "Deletes, afterwards, raw objects of a folder that are in the tables and older; "
                      + "'inlet serve' says it when INLET_LAKE_RAW_DAYS does.")
          @Nullable Integer rawDays,
      @Option(
              names = "--take-over",
              description =
                  "With Glue's catalog: replaces what another data folder published, such as that of a "
                      + "machine that is gone.")
          boolean takesOver,
      @Option(names = "--quiet", description = "Says nothing unless something was new.")
          boolean quiet)
      throws IOException {
    if (fromWhatIsLeft && !rebuild) {
      throw new Unusable("--from-what-is-left is for --rebuild.");
    }
    if (rawDays != null && rawDays < 1) {
      throw new Unusable("--raw-days is %d: it must be at least 1.".formatted(rawDays));
    }
    if (takesOver && options.place() == null) {
      throw new Unusable("--take-over is for INLET_LAKE_CATALOG=glue.");
    }
    var keeping = rawDays == null ? null : new RawKeeping(options.folder(), lake(options));
    var begin = System.nanoTime();
    boolean refusesMerges = refuseMerges == null ? options.refusesMerges() : refuseMerges;
    var from = !rebuild ? Order.From.NEWS : fromWhatIsLeft ? Order.From.LEFT : Order.From.ALL;
    var order = new Order(from, Optional.of(refusesMerges));
    var built = built(options, order, quiet);
    if (!quiet || !built.isNothing()) {
      tell(built, refusesMerges, (System.nanoTime() - begin) / 1e9);
    }
    if (keeping != null && rawDays != null) {
      letGo(keeping, rawDays);
    }
    publish(options, takesOver, quiet);
    return 0;
  }

  private Built built(LakeOptions options, Order order, boolean quiet) throws IOException {
    try (var raw = LivingObjects.erasingFrom(options.open());
        var progress = quiet ? Progress.none() : Progress.to(err())) {
      var built = lake(options).build(raw, order, progress);
      if (raw.lines() > 0) {
        out().printf("%d lines were left out, as their persons were erased.%n", raw.lines());
      }
      raw.unwritten()
          .ifPresent(why -> out().printf("They are still in raw objects, such as %s%n", why));
      return built;
    }
  }

  /** When another build has begun, it publishes these tables as well. */
  private void publish(LakeOptions options, boolean takesOver, boolean quiet) throws IOException {
    try (var progress = quiet ? Progress.none() : Progress.to(err())) {
      lake(options).publish(takesOver, progress);
    } catch (LakeBusy busy) {
      out().println("Another build is at work, and publishes the tables.");
      out().flush();
    }
  }

  /** The build is done: what can't be deleted now is left to the next one. */
  private void letGo(RawKeeping keeping, int days) {
    try {
      long gone = keeping.letGo(days, Instant.now());
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

  @Command(
      name = "query",
      description =
          "Answers a query in SQL (DuckDB's dialect) on the tables, and writes nothing but the result "
              + "to standard output. Without a query it reads one from standard input; on a terminal, "
              + "one after the other, each ended by ';'.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:it was answered", "1:it was not", "2:the arguments can't be used"})
  int query(
      @Mixin LakeOptions options,
      @Parameters(arity = "0..1", paramLabel = "SQL", description = "The query.")
          @Nullable String sql,
      @Option(
              names = {"-f", "--file"},
              paramLabel = "FILE",
              description = "A file that the query is in.")
          @Nullable Path file,
      @Option(
              names = "--format",
              defaultValue = "table",
              paramLabel = "FORMAT",
              description = "table, csv, or json, which is one array.")
          Format format)
      throws IOException {
    if (sql != null && file != null) {
      throw new Unusable("Give the query, or a file by --file, and not both.");
    }
    try (var reading = lake(options).read()) {
      if (sql == null && file == null && Progress.isTerminal()) {
        converse(reading, format);
      } else {
        reading.query(text(sql, file), format, out());
      }
      return 0;
    }
  }

  private static String text(@Nullable String sql, @Nullable Path file) throws IOException {
    if (sql != null) {
      return sql;
    }
    if (file == null) {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (!Files.isReadable(file)) {
      throw new Unusable("There is no file '%s' that can be read.".formatted(file));
    }
    return Files.readString(file);
  }

  private void converse(LakeReading reading, Format format) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var query = new StringBuilder();
    prompt(PROMPT);
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      query.append(line).append('\n');
      if (line.stripTrailing().endsWith(";")) {
        try {
          reading.query(query.toString(), format, out());
        } catch (QueryRefused refused) {
          err().println(refused.getMessage());
        }
        query.setLength(0);
      }
      prompt(query.isEmpty() ? PROMPT : " ".repeat(PROMPT.length()));
    }
  }

  private void prompt(String text) {
    err().print(text);
    err().flush();
  }

  @Command(
      name = "tables",
      description = "Lists the tables: their rows, files and bytes, and their columns.",
      mixinStandardHelpOptions = true)
  int tables(@Mixin LakeOptions options) throws IOException {
    try (var reading = lake(options).read()) {
      reading.tables(out());
      return 0;
    }
  }

  @Command(
      name = "trace",
      description =
          "Follows the record of this id: the raw object and line that it came in, its batch, its row, "
              + "and the person that it counts for.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:it is in the tables", "1:it is not", "2:the arguments can't be used"})
  int trace(
      @Mixin LakeOptions options,
      @Parameters(paramLabel = "ID", description = "The id of the record, or the messageId.")
          String id)
      throws IOException {
    try (var raw = options.open();
        var reading = lake(options).read()) {
      if (reading.trace(id, raw, out()) > 0) {
        return 0;
      }
      err().printf("No record in the tables has the id '%s'; is it built yet?%n", id);
      return 1;
    }
  }

  @Command(
      name = "compact",
      description =
          "Makes few files of many small ones, so that queries read less. Builds do it now and then "
              + "by themselves.",
      mixinStandardHelpOptions = true)
  int compact(@Mixin LakeOptions options) throws IOException {
    int fewer;
    try (var progress = Progress.to(err())) {
      fewer = lake(options).compact(progress);
    }
    out().printf("The tables are in %d files fewer.%n", fewer);
    out().flush();
    publish(options, false, false);
    return 0;
  }

  @Command(
      name = "athena",
      description =
          "Writes the definition of the state machine of Step Functions that builds the same tables on "
              + "Athena, as Terraform takes it.",
      mixinStandardHelpOptions = true)
  int athena() {
    out().print(AthenaBuild.definition());
    out().flush();
    return 0;
  }

  static Lake lake(LakeOptions options) {
    return new Lake(
        options.data().resolve("lake"), Clock.systemUTC(), Resources.usual(), options.place());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
