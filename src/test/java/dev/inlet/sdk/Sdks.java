package dev.inlet.sdk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.opentest4j.TestAbortedException;

/** The SDKs that are tried, each in one version. */
final class Sdks {
  /** Most of the time each waits, for a server to start or for an SDK to try again. */
  private static final int AT_ONCE = 4;

  private static final String SEGMENT_BROWSER = "@segment/analytics-next@1.84.3";
  private static final String SEGMENT_UMD = "@segment/analytics-next/dist/umd/index.js";
  private static final String RUDDER_UMD =
      "@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js";

  private Sdks() {}

  static List<Sdk> all() {
    return List.of(
        new ProcessSdk("@segment/analytics-node", Sdks::segmentNode),
        new BrowserSdk(
            "@segment/analytics-next", SEGMENT_BROWSER, SEGMENT_UMD, "segment-browser.js"),
        new BrowserSdk(
            "@segment/analytics-next, batching",
            SEGMENT_BROWSER,
            SEGMENT_UMD,
            "segment-browser-batching.js"),
        new ProcessSdk("segment-analytics-python", Sdks::segmentPython),
        new ProcessSdk("com.segment.analytics.java", Sdks::segmentJava),
        new ProcessSdk("com.segment.analytics.kotlin", "$screen", Sdks::segmentKotlin),
        new ProcessSdk("@rudderstack/rudder-sdk-node", Sdks::rudderNode),
        new BrowserSdk(
            "@rudderstack/analytics-js",
            "@rudderstack/analytics-js@3.34.1",
            RUDDER_UMD,
            "rudder-browser.js"),
        new ProcessSdk("rudder-sdk-python", Sdks::rudderPython),
        new ProcessSdk("com.rudderstack.sdk.java", Sdks::rudderJava));
  }

  /**
   * Does the same with each of them, a few at once. All have ended when it returns, and with them
   * what they started: one that fails leaves no server of the others behind.
   */
  static <T> Map<String, Future<T>> each(Function<Sdk, Callable<T>> run) {
    var results = new TreeMap<String, Future<T>>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var sdk : all()) {
        results.put(sdk.toString(), threads.submit(run.apply(sdk)));
      }
    }
    return results;
  }

  /** What came of one; skips the test when that SDK can't be had here. */
  static <T> T result(Future<T> run) throws Exception {
    try {
      return run.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof TestAbortedException aborted ? aborted : failed;
    }
  }

  private static List<String> segmentNode() {
    var installed = Installed.npm("segment-node", "@segment/analytics-node@3.1.0");
    return List.of("node", installed.program("segment-node.js"));
  }

  private static List<String> rudderNode() {
    var installed = Installed.npm("rudder-node", "@rudderstack/rudder-sdk-node@3.0.13");
    return List.of("node", installed.program("rudder-node.js"));
  }

  private static List<String> segmentPython() {
    var installed = Installed.pip("segment-python", "segment-analytics-python==2.4.0");
    return List.of(installed.path("bin/python"), installed.program("segment_python.py"));
  }

  private static List<String> rudderPython() {
    var installed = Installed.pip("rudder-python", "rudder-sdk-python==2.1.9");
    return List.of(installed.path("bin/python"), installed.program("rudder_python.py"));
  }

  private static List<String> segmentJava() {
    return java(Installed.maven("segment-java", "segment-java-pom.xml"), "SegmentJava.java");
  }

  private static List<String> segmentKotlin() {
    return java(Installed.maven("segment-kotlin", "segment-kotlin-pom.xml"), "SegmentKotlin.java");
  }

  private static List<String> rudderJava() {
    return java(Installed.maven("rudder-java", "rudder-java-pom.xml"), "RudderJava.java");
  }

  private static List<String> java(Installed installed, String program) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", installed.text("classpath").strip()));
    command.add(installed.program(program));
    return command;
  }
}
