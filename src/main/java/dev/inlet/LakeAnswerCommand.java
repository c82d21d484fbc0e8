package dev.inlet;

import dev.inlet.lake.Lake;
import dev.inlet.lake.QueryBounds;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a server starts beside itself, to answer the queries of its page. */
@Command(
    name = "answer",
    hidden = true,
    description =
        "Answers the queries that a server writes to standard input, until it writes no more.",
    mixinStandardHelpOptions = true)
final class LakeAnswerCommand implements Callable<Integer> {
  /** So many engines together take what one may that is alone. */
  static final int AT_ONCE = 2;

  @Mixin private LakeOptions options = new LakeOptions();

  @Option(
      names = "--time-max",
      required = true,
      paramLabel = "TIME",
      description = "How long a query may take, such as PT30S.")
  private Duration timeMax = Duration.ZERO;

  /** Standard output is for answers alone: whatever else is said goes to standard error. */
  @Override
  public Integer call() throws IOException {
    var answers = System.out;
    System.setOut(System.err);
    var resources = Resources.usual().dividedBy(AT_ONCE);
    new Lake(options.data().resolve("lake"), Clock.systemUTC(), resources)
        .answer(System.in, answers, QueryBounds.of(timeMax));
    return 0;
  }
}
