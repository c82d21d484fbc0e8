package dev.inlet;

import dev.inlet.erase.Erase;
import dev.inlet.erase.Receipt;
import dev.inlet.lake.LakeErasing;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes all that is known of a person out of the lake. */
@Command(
    name = "erase",
    description =
        "Erases a person: all lines and rows of the id USER and of all ids that are linked to it, "
            + "from raw objects and their older versions, from all tables and their older states, and "
            + "from the spool. It writes a tombstone, so that what was received before never comes back "
            + "by a replay, a rebuild or a backup; what comes later is new. It says what it would erase, "
            + "and erases with --yes, also while the server runs.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is erased, or it was a dry run",
      "1:something is left, as 'pending' says, or it failed",
      "2:the arguments can't be used"
    },
    footer = {
      "%nA receipt is written to standard output: counts and salted hashes of the ids, no id. In a dry",
      "run standard error says which ids it is about: look whether these are one person.",
      "%nWhat it does not reach: what Firehose buffers, replicas of a bucket, results of Athena, logs of",
      "requests, backups, and snapshots of volumes. Documentation.md says what to do about each.",
      "%nFor example:",
      "  inlet lake erase ada@example.org",
      "  inlet lake erase ada@example.org --yes > receipt.json"
    })
final class EraseCommand implements Callable<Integer> {
  private static final int LEFT = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private LakeOptions options = new LakeOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "USER",
      description = "Any id of the person; - reads it from standard input.")
  private @Nullable String user;

  @Option(names = "--yes", description = "Erases; otherwise it only says what it would do.")
  private boolean yes;

  @Option(
      names = "--ever-linked",
      description =
          "Erases, too, all ids that were linked to them once and are another person's now, with all "
              + "that these are linked to.")
  private boolean everLinked;

  @Option(
      names = "--again",
      description =
          "Without USER: erases again what earlier erasures erased, where some of it has arrived "
              + "since, or was put back.")
  private boolean again;

  @Override
  public Integer call() throws IOException {
    if (again == (user != null)) {
      throw new Unusable("Give the id of a person, or --again, and not both.");
    }
    var out = spec.commandLine().getOut();
    var receipt = receipt();
    out.println(receipt.json());
    out.flush();
    if (!yes) {
      tell("Nothing was erased: add --yes.");
    }
    return receipt.isComplete() ? 0 : LEFT;
  }

  private Receipt receipt() throws IOException {
    try (var raw = options.open();
        var progress = Progress.to(spec.commandLine().getErr())) {
      var clock = Clock.systemUTC();
      var tables =
          new LakeErasing(
              options.data().resolve("lake"), clock, Resources.usual(), options.place());
      var erase =
          new Erase(options.data(), raw, options.lake(), tables, clock, progress, this::tell);
      if (user == null) {
        return yes ? erase.again() : erase.lookAgain();
      }
      var id = id(user);
      return yes ? erase.run(id, everLinked) : erase.look(id, everLinked);
    }
  }

  /** A command line is seen by others, and stays in the history of a shell. */
  private static String id(String user) throws IOException {
    var id =
        user.equals("-")
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).replaceFirst("\\R$", "")
            : user;
    if (id.isBlank()) {
      throw new Unusable("The id of the person is empty.");
    }
    return id;
  }

  private void tell(String line) {
    var err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
