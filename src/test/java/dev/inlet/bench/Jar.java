package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A jar of Inlet, and how it is run; each method gives another one, with one thing more. */
record Jar(Path file, Map<String, String> settings, List<String> options, String cores) {
  private static final List<String> OPTIONS =
      Pattern.compile(" ")
          .splitAsStream(System.getProperty("inlet.options", ""))
          .filter(option -> !option.isEmpty())
          .toList();
  private static final String ALL_CORES = "0-1023";

  /** So much that no run fills it. */
  private static final String SPOOL_BYTES = Long.toString(200L << 30);

  /** The one that is built here. */
  static Jar built() {
    return of(Path.of("target/inlet.jar"));
  }

  /** With the options that the scripts run it with, and without builds of tables. */
  static Jar of(Path file) {
    return new Jar(
        file,
        Map.of("INLET_LAKE_EVERY", "0s", "INLET_SPOOL_BYTES_MAX", SPOOL_BYTES),
        OPTIONS,
        Server.CORE);
  }

  Jar with(String variable, String value) {
    var more = new TreeMap<>(settings);
    more.put(variable, value);
    return new Jar(file, more, options, cores);
  }

  /** With an option of the JVM. */
  Jar option(String option) {
    var more = new ArrayList<>(options);
    more.add(option);
    return new Jar(file, settings, more, cores);
  }

  /** With all cores there are instead of one. */
  Jar onAllCores() {
    return new Jar(file, settings, options, ALL_CORES);
  }

  /** Starts it with its data in {@code data} below the folder. */
  Server start(Path folder) throws IOException, InterruptedException {
    int port = Server.freePort();
    var data = Files.createDirectories(folder.resolve("data"));
    var environment = new TreeMap<>(settings);
    environment.put("INLET_PORT", Integer.toString(port));
    environment.put("INLET_DATA", data.toString());
    var java = new ArrayList<>(options);
    java.addAll(List.of("-jar", file.toString()));
    return Server.start(cores, port, folder.resolve("log"), environment, java);
  }
}
