package dev.inlet.aws;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.inlet.Installation;
import dev.inlet.Ports;
import dev.inlet.standin.Clients;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server from Python's package registry, installed below target and ended with its test. */
final class PythonServer implements AwsServer {
  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Process process;
  private final Clients clients;

  private PythonServer(Process process, Clients clients) {
    this.process = process;
    this.clients = clients;
  }

  /** moto, or a test that is skipped as it can't be had. */
  static PythonServer moto() {
    return start(
        "moto",
        "moto[server]==5.2.*",
        List.of("moto_server", "-H", "127.0.0.1", "-p", "PORT"),
        Map.of());
  }

  /**
   * Starts it, or skips the test and says why it can't.
   *
   * @param requirement as pip takes it
   * @param command a program of it and its arguments; {@code PORT} stands for a free one
   */
  static PythonServer start(
      String name, String requirement, List<String> command, Map<String, String> environment) {
    try {
      var installed = Installation.below("aws", name);
      installed.pip(requirement);
      return run(installed.folder(), command, environment);
    } catch (IOException failed) {
      return abort(name + " can't be started: " + failed.getMessage());
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  private static PythonServer run(
      Path folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var port = Integer.toString(Ports.free());
    var words =
        command.stream()
            .map(word -> word.equals("PORT") ? port : word)
            .map(word -> word.equals(command.getFirst()) ? folder.resolve("bin/" + word) : word)
            .map(Object::toString)
            .toList();
    var builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile());
    environment.forEach(
        (name, value) -> builder.environment().put(name, value.equals("PORT") ? port : value));
    var endpoint = URI.create("http://127.0.0.1:" + port);
    var server =
        new PythonServer(builder.start(), new Clients(endpoint, "us-east-1", "test", "test"));
    server.awaitAnswer(folder);
    return server;
  }

  private void awaitAnswer(Path folder) throws IOException, InterruptedException {
    long end = System.nanoTime() + READY_MAX.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IOException(
            "it does not answer: " + Files.readString(folder.resolve("server.log")).strip());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private boolean answers() {
    try {
      var connection = (HttpURLConnection) clients.endpoint().toURL().openConnection();
      connection.setConnectTimeout((int) LOOK_AGAIN_MILLIS);
      return connection.getResponseCode() > 0;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public Clients clients() {
    return clients;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
