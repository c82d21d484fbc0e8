package dev.inlet;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Of this build: what the jar's manifest says, or that there is none. */
final class Version implements IVersionProvider {
  static String text() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "unreleased");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Inlet " + text()};
  }
}
