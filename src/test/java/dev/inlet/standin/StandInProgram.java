package dev.inlet.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a stand-in until it is ended, and then tells what it saw. */
@Command(
    name = "scripts/stand-in",
    description = "Stands in for Firehose and S3, as strictly as AWS, on this machine.",
    footerHeading = "%nA fault is ",
    footer = FaultText.SYNTAX,
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StandInProgram implements Runnable {
  @Option(names = "--port", description = "Where it listens on 127.0.0.1 (${DEFAULT-VALUE}).")
  private int port = 4566;

  @Option(names = "--folder", description = "Where its objects go (${DEFAULT-VALUE}).")
  private Path folder = Path.of("data/aws");

  @Option(names = "--region", description = "Its region, whose quotas hold (${DEFAULT-VALUE}).")
  private String region = "us-east-1";

  @Option(
      names = "--interval",
      description = "Seconds after which Firehose writes an object (${DEFAULT-VALUE}).")
  private int interval = 5;

  @Option(
      names = "--fault",
      paramLabel = "NAME=WHEN:WHAT",
      description = "What goes wrong; any number of them.")
  private List<String> faults = new ArrayList<>();

  public static void main(String... arguments) {
    System.exit(new CommandLine(new StandInProgram()).execute(arguments));
  }

  @Override
  public void run() {
    try {
      var standIn = StandIn.start(setup());
      script(standIn);
      System.out.println(welcome(standIn));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(standIn)));
      new CountDownLatch(1).await();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private Setup setup() {
    var setup = Setup.in(folder.toAbsolutePath()).withPort(port).withRegion(region);
    return setup.withStreams(
        setup.streams().stream()
            .map(stream -> stream.withBuffer(stream.bufferBytes(), Duration.ofSeconds(interval)))
            .toArray(StreamSetup[]::new));
  }

  private void script(StandIn standIn) {
    var start = Instant.now();
    var scripts = new HashMap<String, Script>();
    for (var text : faults) {
      var fault = FaultText.parse(text, start);
      scripts.merge(
          fault.name(),
          Script.CALM.with(fault.when(), fault.fault()),
          (before, more) -> before.with(fault.when(), fault.fault()));
    }
    scripts.forEach(standIn::script);
  }

  private String welcome(StandIn standIn) {
    var lines = new StringBuilder("\nThe stand-in is ready. In another terminal:\n\n");
    standIn
        .environment()
        .forEach((name, value) -> lines.append("  export %s=%s%n".formatted(name, value)));
    return lines
        + """

          INLET_SINK=firehose INLET_FIREHOSE_STREAMS=%s INLET_FIREHOSE_REJECTED_STREAM=%s scripts/run
          INLET_SINK=s3 INLET_S3_BUCKET=%s scripts/run

        Objects are in %s. Ctrl-C ends it, and shows what it counted.
        """
            .formatted(Setup.EVENTS, Setup.REJECTED, Setup.BUCKET, folder.toAbsolutePath());
  }

  private static void end(StandIn standIn) {
    standIn.close();
    for (var name : List.of(Setup.EVENTS, Setup.REJECTED, Setup.BUCKET)) {
      System.out.printf("%n%s%n%s", name, standIn.counts(name).table().indent(2));
    }
    System.out.flush();
  }
}
