package dev.inlet;

import dev.inlet.delivery.NativeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A command of Inlet in a process of its own: it has a lower priority, and nothing that goes wrong
 * in it can hurt the one that takes events. Its work is native code: the JVM's best compiler would
 * take a quarter of the CPU, and give nothing.
 */
final class JavaChild {
  private static final Path NICE = Path.of("/usr/bin/nice");

  private final List<String> arguments;
  private final Map<String, String> environment;
  private Path temporary;
  private boolean isElsewhere;

  JavaChild(Path temporary, List<String> arguments) {
    this(temporary, arguments, Map.of());
  }

  /**
   * @param temporary where what it unpacks is put, unless nothing can be run from there; no other
   *     process has it
   * @param arguments of the command
   * @param environment what it finds there besides what this process finds
   */
  JavaChild(Path temporary, List<String> arguments, Map<String, String> environment) {
    this.temporary = temporary;
    this.arguments = arguments;
    this.environment = environment;
  }

  /** What starts it, once what a process that was killed had unpacked is gone. */
  ProcessBuilder prepare() throws IOException {
    Files.createDirectories(temporary);
    try (var paths = Files.walk(temporary)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(temporary)) {
          Files.delete(path);
        }
      }
    }
    if (!isElsewhere && !NativeCode.runsFrom(temporary)) {
      temporary = Files.createTempDirectory("inlet");
      temporary.toFile().deleteOnExit();
      isElsewhere = true;
    }
    var child = new ProcessBuilder(command());
    child.environment().putAll(environment);
    return child;
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Application.class.getName()));
    command.addAll(arguments);
    return command;
  }
}
