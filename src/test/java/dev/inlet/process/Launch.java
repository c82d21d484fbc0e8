package dev.inlet.process;

import dev.inlet.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process is started; each method gives another one, with one thing more.
 *
 * @param folder where it works, with its data in {@code data}
 */
public record Launch(
    Path folder, Map<String, String> environment, List<String> options, List<String> arguments) {
  static final Path JAR = Path.of("target/inlet.jar").toAbsolutePath();

  /** On a free port, and with what makes a short life quick to start. */
  public static Launch in(Path folder) {
    return new Launch(
        folder,
        Map.of(
            "INLET_DATA",
            folder.resolve("data").toString(),
            "INLET_PORT",
            Integer.toString(Ports.free()),
            "INLET_SPOOL_FREE_BYTES_MIN",
            "0",
            "INLET_LAKE_EVERY",
            "0s"),
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of());
  }

  public Launch with(String variable, Object value) {
    var more = new TreeMap<>(environment);
    more.put(variable, value.toString());
    return new Launch(folder, more, options, arguments);
  }

  /** With an option of the JVM. */
  public Launch option(String option) {
    var more = new ArrayList<>(options);
    more.add(option);
    return new Launch(folder, environment, more, arguments);
  }

  public Launch arguments(String... words) {
    return new Launch(folder, environment, options, List.of(words));
  }

  int port() {
    return Integer.parseInt(environment.getOrDefault("INLET_PORT", "0"));
  }

  public Path data() {
    return Path.of(environment.getOrDefault("INLET_DATA", ""));
  }

  /** Starts it, and does not wait for anything. */
  public InletProcess start() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    if (options.stream().noneMatch(option -> option.startsWith("-XX:AOT"))) {
      command.addAll(Notes.asOptions());
    }
    command.add("-jar");
    command.add(JAR.toString());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("INLET_") || name.endsWith("JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    try {
      return new InletProcess(this, builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Starts it, and waits until it is ready. */
  public InletProcess ready() {
    return start().awaitReady();
  }
}
