package dev.inlet;

import dev.inlet.console.Tail;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows events as they arrive, in a terminal or to a script. */
@Command(
    name = "tail",
    description =
        "Shows events as a running server takes or refuses them, each once it is decided: what "
            + "/console shows, for terminals and scripts.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:as many were shown as were asked for, or nobody reads any more",
      "1:the server refuses, or none was there at the start",
      "2:the arguments can't be used"
    },
    footer = {
      "%nA server with a console key wants it in INLET_CONSOLE_KEY.",
      "%nFor example:",
      "  inlet tail --verdict bad",
      "  inlet tail --json --count 1 --filter signup | jq .record"
    })
final class TailCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      paramLabel = "URL",
      description = "The server; ${DEFAULT-VALUE} when not said.")
  private String url = "";

  @Option(names = "--json", description = "Writes each as a line of JSON.")
  private boolean json;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Only those that hold this text anywhere.")
  private @Nullable String filter;

  @Option(names = "--verdict", paramLabel = "good|bad", description = "Only these.")
  private @Nullable String verdict;

  @Option(
      names = "--last",
      defaultValue = "10",
      paramLabel = "N",
      description =
          "First shows so many of those that came before; ${DEFAULT-VALUE} when not said.")
  private int last;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Ends after so many; without it, it goes on until it is ended.")
  private @Nullable Integer count;

  @Override
  public Integer call() throws InterruptedException {
    if (last < 0 || (count != null && count < 1)) {
      throw new Unusable("--last is 0 or more, and --count 1 or more.");
    }
    var tail =
        new Tail(
            ServerUrl.of(url),
            System.getenv("INLET_CONSOLE_KEY"),
            new Tail.Wanted(filter, verdict(), last, count == null ? Long.MAX_VALUE : count),
            json ? Tail.Form.JSON : Ansi.AUTO.enabled() ? Tail.Form.COLOURED : Tail.Form.PLAIN,
            System.out,
            line -> {
              spec.commandLine().getErr().println("inlet: " + line);
              spec.commandLine().getErr().flush();
            });
    return tail.run() ? 0 : Application.FAILED;
  }

  private @Nullable String verdict() {
    if (verdict == null || verdict.equals("good") || verdict.equals("bad")) {
      return verdict;
    }
    throw new Unusable("--verdict is '%s': it can be good or bad.".formatted(verdict));
  }
}
