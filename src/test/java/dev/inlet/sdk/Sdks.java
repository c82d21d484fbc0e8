package dev.inlet.sdk;

import java.nio.file.Path;
import java.util.List;

/** The SDKs that are tried, each in one version. */
final class Sdks {
  private Sdks() {}

  static List<Sdk> all() {
    return List.of(
        new ProcessSdk("@segment/analytics-node", Sdks::segmentNode),
        new BrowserSdk("@segment/analytics-next", "@segment/analytics-next@1.84.3"),
        new ProcessSdk("segment-analytics-python", Sdks::segmentPython),
        new ProcessSdk("com.segment.analytics.java", Sdks::segmentJava),
        new ProcessSdk("@rudderstack/rudder-sdk-node", Sdks::rudderNode));
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

  private static List<String> segmentJava() {
    var installed = Installed.maven("segment-java", "segment-java-pom.xml");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        installed.text("classpath").strip(),
        installed.program("Program.java"));
  }
}
