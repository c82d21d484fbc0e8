package dev.inlet.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. */
record Server(Process process, int port) implements AutoCloseable {
  /** The core of all servers; the load has another. */
  static final String CORE = "0";

  private static final Duration START_MAX = Duration.ofMinutes(3);
  private static final long LOOK_AGAIN_MILLIS = 2;
  private static final long STILL_MILLIS = 50;
  private static final double STILL_SECONDS = 0.01;
  private static final Duration STILL_MAX = Duration.ofSeconds(10);

  /** Starts a JVM on these cores, and waits until it listens on the port. */
  static Server start(
      String cores, int port, Path log, Map<String, String> environment, List<String> java)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("taskset", "-c", cores));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("INLET_"));
    builder.environment().putAll(environment);
    var server = new Server(builder.start(), port);
    try {
      server.awaitListening(log);
      return server;
    } catch (IOException | InterruptedException failed) {
      server.close();
      throw failed;
    }
  }

  /** Starts what is written here, on the core of all servers; its first argument is the port. */
  static Server start(Class<?> main, Path log, String... arguments)
      throws IOException, InterruptedException {
    int port = freePort();
    var java = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
    java.addAll(List.of(main.getName(), Integer.toString(port)));
    java.addAll(List.of(arguments));
    return start(CORE, port, log, Map.of(), java);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening(Path log) throws IOException, InterruptedException {
    var end = System.nanoTime() + START_MAX.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("a server did not start; it says why in " + log);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private boolean isListening() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  Cpu cpu() throws IOException {
    return Cpu.of(process.pid());
  }

  /** The memory that it has at hand now, and the most that it ever had, in MiB. */
  Memory memory() throws IOException {
    return Memory.of(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
  }

  /** Waits until it has done what it still had to do. */
  void awaitStill() throws IOException, InterruptedException {
    var end = System.nanoTime() + STILL_MAX.toNanos();
    double used = cpu().seconds();
    for (double before = -1; used - before > STILL_SECONDS && System.nanoTime() < end; ) {
      TimeUnit.MILLISECONDS.sleep(STILL_MILLIS);
      before = used;
      used = cpu().seconds();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
