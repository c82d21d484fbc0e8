package dev.inlet;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.firehose.Firehose;
import dev.inlet.erase.LivingObjects;
import dev.inlet.erase.Tombstones;
import dev.inlet.ledger.ReplayLines;
import dev.inlet.ledger.ReplayObjects;
import dev.inlet.ledger.ReplayRejected;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
  private static final String STREAM = "firehose:";
  private static final int IN_FLIGHT_MAX = 8;

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
      var living = LivingObjects.lines(Tombstones.of(lake));
      var result = new ReplayRejected(options.data(), lake, living, this::tell).run(input, yes);
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
              + "there already are left alone, so it goes on where it was ended. To a stream it sends the "
              + "lines of raw/events/, all of them each time, as a stream can't be asked what it has. It "
              + "says what it would do, and does it with --yes.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:all is there",
        "1:the stream refused lines, or it failed",
        "2:the arguments can't be used"
      })
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
              description =
                  "What it is to be in: a folder that is there, s3://bucket/prefix, or "
                      + "firehose:stream.")
          String to,
      @Option(
              names = "--compression",
              defaultValue = "gzip",
              description = "Of what goes to a stream: gzip, zstd or none.")
          String compression,
      @Option(names = "--yes", description = "Copies; otherwise it only says what it would do.")
          boolean yes)
      throws IOException, InterruptedException {
    try (var source = LakeOptions.open(from)) {
      if (to.equals(STREAM)) {
        throw new Unusable("--to is '%s': it lacks the name of a stream.".formatted(to));
      }
      return to.startsWith(STREAM)
          ? toStream(source, to.substring(STREAM.length()), compression, yes)
          : toLake(source, to, yes);
    } finally {
      out().flush();
    }
  }

  private int toLake(RawObjects source, String to, boolean yes) throws IOException {
    try (var target = LakeOptions.open(to)) {
      var living = LivingObjects.of(source, Tombstones.of(source, target));
      var result = new ReplayObjects(living, target, this::tell).run(yes);
      out()
          .println(
              "%d objects, %d of them there already; the others, %d bytes, %s."
                  .formatted(result.objects(), result.there(), result.bytes(), done(yes)));
      return 0;
    }
  }

  private int toStream(RawObjects source, String stream, String compression, boolean yes)
      throws IOException, InterruptedException {
    var living = LivingObjects.of(source, Tombstones.of(source));
    var replay = new ReplayLines(living, (int) Firehose.BATCH_BYTES_MAX, this::tell);
    if (!yes) {
      var found = replay.look();
      out()
          .println(
              "%d objects, %d bytes: their lines would be sent: add --yes."
                  .formatted(found.objects(), found.bytes()));
      return 0;
    }
    var packed = compression(compression);
    var refused = new AtomicLong();
    var temporary = Files.createTempDirectory("inlet-replay");
    try (var firehose = new Firehose()) {
      var result =
          replay.run(
              firehose.sink(List.of(stream), (line, reason) -> refuse(refused, reason)),
              packed,
              Firehose.inFlightMax(IN_FLIGHT_MAX, packed, Runtime.getRuntime().maxMemory()),
              temporary);
      out()
          .println(
              "%d objects; of %d lines the stream refused %d, and has the others."
                  .formatted(result.objects(), result.lines(), refused.get()));
      return refused.get() == 0 ? 0 : FAILED;
    } finally {
      delete(temporary);
    }
  }

  /** A line that is refused is still where it was read. */
  private boolean refuse(AtomicLong refused, String reason) {
    if (refused.incrementAndGet() == 1) {
      tell("the stream refuses a line: " + reason);
    }
    return true;
  }

  private static Compression compression(String name) {
    return Arrays.stream(Compression.values())
        .filter(compression -> compression.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () -> new Unusable("--compression is '%s': it is gzip, zstd or none.".formatted(name)));
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
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
