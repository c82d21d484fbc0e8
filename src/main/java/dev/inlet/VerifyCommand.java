package dev.inlet;

import dev.inlet.ledger.Verify;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares what was acknowledged with what is in the lake. */
@Command(
    name = "verify",
    description =
        "Compares, hour by hour of receipt, what was acknowledged with what is in the lake: "
            + "received = delivered + rejected + pending. It reads only, also while the server runs.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it agrees",
      "1:acknowledged lines are missing, or it can't be told",
      "2:the arguments can't be used"
    },
    footer = {
      "%nWith the firehose sink name the bucket that its streams write to; what they still buffer,",
      "up to 15 minutes, is short until it is written.",
      "%nTemporary files take 24 bytes a line, in java.io.tmpdir."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int SHORT = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private LakeOptions lake = new LakeOptions();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "The first hour of receipt, such as 2026-11-21T01:00:00Z; all when not said.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "The end of the last hour of receipt; all when not said.")
  private @Nullable String to;

  @Option(names = "--json", description = "Writes the report as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var verify = new Verify(time("--from", from), time("--to", to), json);
    if (verify.from() != null && verify.to() != null && !verify.from().isBefore(verify.to())) {
      throw new Unusable("--from (%s) is not before --to (%s).".formatted(from, to));
    }
    var err = spec.commandLine().getErr();
    try (var objects = lake.open()) {
      var result =
          verify.run(
              lake.data(),
              objects,
              line -> {
                err.println(line);
                err.flush();
              });
      spec.commandLine().getOut().print(result.report());
      spec.commandLine().getOut().flush();
      return result.agrees() ? 0 : SHORT;
    }
  }

  private static @Nullable Instant time(String option, @Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Unusable(
          "%s is '%s': it must be a time such as 2026-11-21T01:00:00Z.".formatted(option, text));
    }
  }
}
