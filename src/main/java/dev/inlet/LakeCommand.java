package dev.inlet;

import dev.inlet.lake.AthenaBuild;
import dev.inlet.lake.Format;
import dev.inlet.lake.LakeReading;
import dev.inlet.lake.QueryRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    subcommands = {LakeBuildCommand.class, EraseCommand.class, LakeAnswerCommand.class},
    footer = {
      "%nFor example:",
      "  inlet lake build",
      "  inlet lake query \"select * from aggregated.daily_events order by event_date\""
    })
final class LakeCommand {
  private static final String PROMPT = "lake> ";

  @Spec private CommandSpec spec = CommandSpec.create();

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
    try (var reading = options.lake().read()) {
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
    try (var reading = options.lake().read()) {
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
        var reading = options.lake().read()) {
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
      fewer = options.lake().compact(progress);
    }
    out().printf("The tables are in %d files fewer.%n", fewer);
    out().flush();
    try (var progress = Progress.to(err())) {
      LakeBuildCommand.publish(options, false, progress, out());
    }
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

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
