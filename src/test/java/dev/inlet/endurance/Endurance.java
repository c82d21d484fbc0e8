package dev.inlet.endurance;

import dev.inlet.delivery.Compression;
import dev.inlet.process.InletProcess;
import dev.inlet.process.Launch;
import dev.inlet.spool.Disk;
import dev.inlet.spool.SpoolGlance;
import dev.inlet.standin.Fault;
import dev.inlet.standin.Script;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import dev.inlet.standin.StreamSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Runs the jar through what a plan says, and tells what came of it. */
final class Endurance implements AutoCloseable {
  private static final Duration DRAIN_MAX = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final long LOOK_NANOS = 1_000_000_000;
  private static final int LOOKS_TOLD = 10;

  /** Bursts of throttling: so many calls after each other, in so many. */
  private static final int BURST = 6;

  private static final int BURST_EVERY = 50;
  private static final int BURSTS = 100;

  private final Plan plan;
  private final Consumer<String> progress;
  private final StandIn standIn;
  private final Launch launch;
  private final Promises promises = new Promises();
  private final long start = System.nanoTime();
  private InletProcess inlet;
  private long againMax;
  private long spoolBytesMost;
  private long lookedAt;
  private long looks;
  private int kills;
  private boolean outageBegun;

  private Endurance(Plan plan, Consumer<String> progress) throws IOException {
    this.plan = plan;
    this.progress = progress;
    Files.createDirectories(plan.folder());
    standIn = StandIn.start(setup(plan));
    standIn.script(target(), troubles(Script.CALM));
    launch = launch();
    inlet = launch.start();
  }

  static Result run(Plan plan, Consumer<String> progress) throws IOException {
    try (var run = new Endurance(plan, progress)) {
      return run.run();
    }
  }

  /** Streams whose objects are called what they are. */
  private static Setup setup(Plan plan) {
    var compression = Compression.valueOf(plan.compression().toUpperCase(Locale.ROOT));
    var setup = Setup.in(plan.folder().resolve("aws"));
    return setup.withStreams(
        setup.streams().stream()
            .map(stream -> stream.withExtension(compression.extension()))
            .toArray(StreamSetup[]::new));
  }

  /** As people run it, but for how long a line waits, so that there are many calls. */
  private Launch launch() {
    var base = Launch.in(plan.folder().toAbsolutePath());
    var all =
        new Launch(base.folder(), base.environment(), plan.options(), List.of())
            .with("INLET_SINK", plan.sink())
            .with("INLET_DELIVERY_COMPRESSION", plan.compression())
            .with("INLET_DELIVERY_OBJECT_BYTES_MAX", plan.batchBytesMax())
            .with("INLET_DELIVERY_LINGER_MAX", "200ms")
            .with("INLET_DRAIN_MAX", DRAIN_MAX.toSeconds() + "s");
    if (plan.isDirectory()) {
      return all;
    }
    for (var variable : standIn.environment().entrySet()) {
      all = all.with(variable.getKey(), variable.getValue());
    }
    return all.with("INLET_FIREHOSE_STREAMS", Setup.EVENTS).with("INLET_S3_BUCKET", Setup.BUCKET);
  }

  /** The stream or bucket that calls are about. */
  private String target() {
    return plan.isFirehose() ? Setup.EVENTS : Setup.BUCKET;
  }

  private Script troubles(Script script) {
    if (!plan.troubled()) {
      return script;
    }
    var troubles = script;
    for (int burst = 1; burst <= BURSTS; burst++) {
      long first = (long) burst * BURST_EVERY;
      troubles = troubles.onCalls(first + 1, first + BURST, Fault.throttled());
    }
    return plan.isFirehose()
        ? troubles.everyCall(20, Fault.partial(1)).everyCall(10, Fault.partial(2))
        : troubles.everyCall(10, Fault.internalFailure());
  }

  private Result run() throws IOException {
    inlet.awaitReady();
    long began = System.nanoTime();
    try (var crowd = new Crowd(plan, inlet.port(), promises)) {
      while (!isOver()) {
        crowd.check();
        trouble();
        look();
        InletProcess.pause(SOON);
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    long drain = System.nanoTime();
    int exit = drain();
    double drainSeconds = (System.nanoTime() - drain) / 1e9;
    standIn.script(target(), Script.CALM);
    standIn.flush();
    var verify = launch.arguments("verify").start();
    int verifyExit = verify.exit(DRAIN_MAX);
    return new Result(
        promises,
        arrivals(),
        againMax,
        standIn.counts(target()),
        exit,
        verifyExit,
        verify.output(),
        spoolBytesMost,
        seconds,
        drainSeconds);
  }

  private boolean isOver() {
    boolean late =
        plan.seconds() > 0 && System.nanoTime() - start > plan.seconds() * 1_000_000_000L;
    return late || promises.eventsAcknowledged() >= plan.events();
  }

  private void trouble() throws IOException {
    long acknowledged = promises.eventsAcknowledged();
    if (!outageBegun && !plan.outage().isZero() && acknowledged >= plan.eventsBeforeOutage()) {
      outageBegun = true;
      var now = Instant.now();
      standIn.script(
          target(), troubles(Script.CALM.between(now, now.plus(plan.outage()), Fault.cutBefore())));
      tell("the network is gone for " + plan.outage());
    }
    if (kills < plan.kills() && acknowledged >= plan.eventsBeforeKill(kills + 1)) {
      kills++;
      kill();
    }
  }

  /**
   * What was taken and not recorded as delivered is sent again by the next process, and nothing
   * else.
   */
  private void kill() throws IOException {
    inlet.kill();
    InletProcess.pause(Duration.ofSeconds(1));
    standIn.flush();
    long delivered =
        SpoolGlance.read(launch.data().resolve("spool/events"), Disk.real(), frame -> {})
            .orElseThrow()
            .delivered();
    long taken = arrivals().distinct();
    againMax += plan.isFirehose() ? taken - delivered : 0;
    tell("killed, with %d lines taken and %d recorded as delivered".formatted(taken, delivered));
    inlet = launch.start();
  }

  private Arrivals arrivals() throws IOException {
    var lake =
        plan.isDirectory()
            ? launch.data().resolve("lake")
            : plan.folder().resolve("aws").resolve(Setup.BUCKET);
    return Arrivals.in(lake.resolve("raw/events"), promises);
  }

  private int drain() {
    inlet.awaitReady();
    inlet.terminate();
    while (inlet.isAlive()) {
      look();
      InletProcess.pause(SOON);
    }
    return inlet.exit(DRAIN_MAX);
  }

  private void look() {
    long now = System.nanoTime();
    if (now - lookedAt < LOOK_NANOS) {
      return;
    }
    var gauges = Gauges.of(inlet);
    if (gauges.isPresent()) {
      lookedAt = now;
      spoolBytesMost = Math.max(spoolBytesMost, gauges.get().spoolBytes());
      looks++;
      if (looks % LOOKS_TOLD == 1) {
        tell("%9d acknowledged, %s".formatted(promises.eventsAcknowledged(), gauges.get()));
      }
    }
  }

  private void tell(String what) {
    progress.accept("%6.1f s  %s".formatted((System.nanoTime() - start) / 1e9, what));
  }

  @Override
  public void close() {
    inlet.close();
    standIn.close();
  }
}
