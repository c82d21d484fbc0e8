package dev.inlet;

import dev.inlet.ledger.ReplayObjects;
import dev.inlet.ledger.ReplayRejected;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings into a lake what is not in it, or not in it any more. */
@Command(
    name = "replay",
    description = "Brings repaired records, or the objects of another lake, into a lake.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class ReplayCommand {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "rejected",
      description =
          "Writes the lines of rejected records whose body was repaired into the lake, with the same "
              + "ids, sources and times of receipt, as objects below raw/events/. It says what it would "
              + "write, and writes with --yes; the same file makes the same objects again. If any record "
              + "is still wrong, nothing is written.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:all records are good",
        "1:some are still wrong, or it failed",
        "2:the arguments can't be used"
      },
      footer = {
        "%nFor example:",
        "  zcat data/lake/raw/rejected/date=*/hour=*/*.gz |",
        "    jq -c '.body |= sub(\"user_id\"; \"userId\")' > repaired.ndjson",
        "  inlet replay rejected repaired.ndjson --yes"
      })
  int rejected(
      @Parameters(paramLabel = "FILE", description = "Rejected records as NDJSON; - for stdin.")
          String file,
      @Option(names = "--yes", description = "Writes; otherwise it only says what it would do.")
          boolean yes,
      @Mixin LakeOptions options)
      throws IOException {
    var stdin = file.equals("-") ? Files.createTempFile("inlet-replay", ".ndjson") : null;
    try (var lake = options.open()) {
      if (stdin != null) {
        Files.copy(System.in, stdin, StandardCopyOption.REPLACE_EXISTING);
      }
      var input = stdin == null ? Path.of(file) : stdin;
      if (!Files.isReadable(input)) {
        throw new Unusable("There is no file '%s' that can be read.".formatted(file));
      }
      var result = new ReplayRejected(options.data(), lake, this::tell).run(input, yes);
      out()
          .println(
              "%d records, %d of them still wrong; %d lines in %d objects %s."
                  .formatted(
                      result.records(),
                      result.refused(),
                      result.lines(),
                      result.objects(),
                      result.refused() == 0 ? done(yes) : "were not written"));
      return result.refused() == 0 ? 0 : FAILED;
    } finally {
      if (stdin != null) {
        Files.delete(stdin);
      }
      out().flush();
    }
  }

  @Command(
      name = "objects",
      description =
          "Copies the objects of raw/ of one lake to another, under the same keys. Those that are "
              + "there already are left alone, so it goes on where it was ended. It says what it would "
              + "copy, and copies with --yes.",
      mixinStandardHelpOptions = true)
  int objects(
      @Option(
              names = "--from",
              required = true,
              paramLabel = "PLACE",
              description = "What raw/ is in: a folder, or s3://bucket/prefix.")
          String from,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "PLACE",
              description = "What it is to be in: a folder that is there, or s3://bucket/prefix.")
          String to,
      @Option(names = "--yes", description = "Copies; otherwise it only says what it would do.")
          boolean yes)
      throws IOException {
    try (var source = LakeOptions.open(from);
        var target = LakeOptions.open(to)) {
      var result = new ReplayObjects(source, target, this::tell).run(yes);
      out()
          .println(
              "%d objects, %d of them there already; the others, %d bytes, %s."
                  .formatted(result.objects(), result.there(), result.bytes(), done(yes)));
      out().flush();
      return 0;
    }
  }

  private static String done(boolean yes) {
    return yes ? "were written" : "would be written: add --yes";
  }

  private void tell(String line) {
    var err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
