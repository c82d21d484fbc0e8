package dev.inlet.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A running jar: it can be asked to end, killed, and waited for, and all it says is kept. */
public final class InletProcess implements AutoCloseable {
  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final Launch launch;
  private final Process process;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Thread listener;

  InletProcess(Launch launch, Process process) {
    this.launch = launch;
    this.process = process;
    listener = Thread.ofPlatform().daemon().name("listener").start(this::listen);
  }

  private void listen() {
    try (var in = process.getInputStream()) {
      in.transferTo(output);
    } catch (IOException ended) {
      // What a process said before its pipe broke is all it had to say.
    }
  }

  public InletProcess awaitReady() {
    await("it is ready", READY_MAX, () -> !process.isAlive() || isReady());
    if (!process.isAlive()) {
      throw new AssertionError("it ended before it was ready: " + output());
    }
    return this;
  }

  private boolean isReady() {
    return health("/health/readiness") == 200;
  }

  /** The status of a health page, or 0 when nothing answers. */
  public int health(String path) {
    try {
      return Http.once(port(), "GET", path, "").status();
    } catch (UncheckedIOException down) {
      return 0;
    }
  }

  /** Looks again and again until it is so. */
  public static void await(String what, Duration max, BooleanSupplier condition) {
    var end = System.nanoTime() + max.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + max + " in vain until " + what);
      }
      pause(LOOK_AGAIN);
    }
  }

  /** Lets some time pass. */
  public static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  public long pid() {
    return process.pid();
  }

  public int port() {
    return launch.port();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does: nothing of it runs any more. */
  public void kill() {
    process.destroyForcibly();
    exit(Duration.ofSeconds(10));
  }

  /** Asks it to end by SIGTERM, and does not wait; what it says on its way is still heard. */
  public InletProcess terminate() {
    process.toHandle().destroy();
    return this;
  }

  /** The status that it ends with, within this time. */
  public int exit(Duration max) {
    try {
      if (!process.waitFor(max.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError("it did not end within " + max + ": " + output());
      }
      listener.join();
      return process.exitValue();
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  /** What it has said so far, to people and to logs. */
  public String output() {
    return output.toString(UTF_8);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
