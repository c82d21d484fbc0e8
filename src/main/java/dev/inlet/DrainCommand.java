package dev.inlet;

import dev.inlet.ledger.LedgerMirror;
import dev.inlet.ops.Stream;
import dev.inlet.ops.Streams;
import io.micronaut.core.convert.ConversionService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Delivers what a process that is gone has left. */
@Command(
    name = "drain",
    description =
        "Delivers what lies in the spools of a data folder, as the server would that has it, takes "
            + "nothing, and ends. The settings of the environment say where to; of INLET_DATA, FOLDER "
            + "takes the place.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all is delivered",
      "1:some is left, or the folder is in use, or it failed",
      "2:the arguments or settings can't be used"
    },
    footer = {
      "%nWhat can't be delivered is tried again until it can; what is left stays in the folder.",
      "%nFor example, with the volume of a machine that is lost:",
      "  INLET_SINK=s3 INLET_S3_BUCKET=my-lake inlet drain /mnt/lost/inlet"
    })
final class DrainCommand implements Callable<Integer> {
  private static final int LEFT = 1;
  private static final int TELL_SECONDS = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FOLDER", description = "A data folder: what INLET_DATA named.")
  private Path folder = Path.of("");

  @Option(
      names = "--max",
      paramLabel = "TIME",
      description = "How long it may take, such as 90s or 10m; until it is done when not said.")
  private @Nullable String max;

  @Override
  public Integer call() throws InterruptedException {
    if (!Files.isDirectory(folder.resolve("spool"))) {
      throw new Unusable(
          "There is no folder '%s'. Name the data folder of an Inlet, which has spool/ in it."
              .formatted(folder.resolve("spool")));
    }
    var time = time();
    var environment = new HashMap<>(System.getenv());
    environment.put("INLET_DATA", folder.toString());
    try (var context = Boot.start(environment)) {
      var streams = context.getBean(Streams.class);
      var events = left(streams.events());
      var rejected = left(streams.rejected());
      streams.start();
      var end = System.nanoTime() + time.toNanos();
      // What is refused of the events on their way becomes a rejected line, so these come last.
      var left =
          deliver(streams.events(), events, end) + deliver(streams.rejected(), rejected, end);
      streams.close();
      context.getBean(LedgerMirror.class).finish();
      return left == 0 ? 0 : LEFT;
    }
  }

  /** Waits for one stream, and says what became of it; what is left of it. */
  private long deliver(Stream stream, long before, long end) throws InterruptedException {
    var telling = Thread.ofPlatform().daemon().start(() -> tell(stream));
    stream.shipper().drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    telling.interrupt();
    telling.join();
    var left = left(stream);
    var out = spec.commandLine().getOut();
    out.println(
        "%s: %d lines were in the spool, %d of them are left%s"
            .formatted(stream.name(), before, left, left == 0 ? "." : why(stream)));
    out.flush();
    return left;
  }

  private void tell(Stream stream) {
    var err = spec.commandLine().getErr();
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(TELL_SECONDS);
        err.println("%s: %d lines are left%s".formatted(stream.name(), left(stream), why(stream)));
        err.flush();
      }
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    }
  }

  private static String why(Stream stream) {
    var trouble = stream.shipper().state().trouble();
    return trouble == null ? "." : ": " + trouble;
  }

  private static long left(Stream stream) {
    var state = stream.spool().state();
    return state.next() - state.delivered();
  }

  private Duration time() {
    if (max == null) {
      return Duration.ofDays(1000);
    }
    return ConversionService.SHARED
        .convert(max, Duration.class)
        .filter(time -> time.isPositive())
        .orElseThrow(() ->
            new Unusable("--max is '%s': it must be a time, such as 90s or 10m.".formatted(max)));
  }
}
