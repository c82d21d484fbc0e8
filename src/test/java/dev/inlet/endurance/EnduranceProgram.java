package dev.inlet.endurance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the jar for long, and tells what it showed. */
@Command(
    name = "scripts/endurance",
    description = "Sends events to the jar while much goes wrong, and looks for each in the lake.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:nothing is missing, and all limits were kept", "1:otherwise"})
final class EnduranceProgram implements Callable<Integer> {
  @Option(names = "--sink", description = "firehose, s3 or directory.")
  private String sink = "firehose";

  @Option(names = "--compression", description = "gzip, zstd or none.")
  private String compression = "gzip";

  @Option(names = "--batch-bytes", description = "Of lines in one batch, at most.")
  private long batchBytesMax = 64 << 20;

  @Option(names = "--events", description = "How many are to be acknowledged.")
  private long events = 1_000_000;

  @Option(names = "--rate", description = "How many are sent a second; 0 for all that are taken.")
  private int rate = 5000;

  @Option(names = "--seconds", description = "Ends after that long; 0 for never.")
  private int seconds;

  @Option(names = "--connections", description = "Of the clients.")
  private int connections = 32;

  @Option(names = "--outage", description = "Seconds without a network.")
  private int outage = 120;

  @Option(names = "--kills", description = "How often the process is killed.")
  private int kills = 3;

  @Option(
      names = "--calm",
      description = "Without partial failures and throttling, and with no quota but the network's.")
  private boolean calm;

  @Option(names = "--option", paramLabel = "OPTION", description = "Of the process's JVM.")
  private List<String> options = new ArrayList<>();

  public static void main(String... arguments) {
    System.exit(new CommandLine(new EnduranceProgram()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(Path.of("target"));
    var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "endurance-");
    var plan =
        new Plan(
            folder,
            sink,
            compression,
            batchBytesMax,
            events,
            rate,
            seconds,
            connections,
            !calm,
            Duration.ofSeconds(outage),
            kills,
            options);
    var result = Endurance.run(plan, System.out::println);
    System.out.println(result.text());
    System.out.println("All of it is in " + folder);
    return result.isGood() ? 0 : 1;
  }
}
