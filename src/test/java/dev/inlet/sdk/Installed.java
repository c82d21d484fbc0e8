package dev.inlet.sdk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.inlet.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** An SDK, installed below target by the tools of its language, beside a program that uses it. */
record Installed(Installation place) {
  /** Has it installed there. */
  private interface Way {
    void install(Installation place) throws IOException, InterruptedException;
  }

  /** A package of npm. */
  static Installed npm(String name, String requirement) {
    return by(
        name,
        place ->
            place.once(
                requirement,
                List.of(
                    "npm",
                    "install",
                    "--prefix",
                    place.folder().toString(),
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    requirement)));
  }

  /** A package of PyPI, in an environment of its own. */
  static Installed pip(String name, String requirement) {
    return by(name, place -> place.pip(requirement));
  }

  /** The class path that a pom says; it is then in a file. */
  static Installed maven(String name, String pom) {
    return by(
        name,
        place ->
            place.once(
                pom,
                List.of(
                    "mvn",
                    "-B",
                    "-q",
                    "-f",
                    new Installed(place).program(pom),
                    "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                    "-Dmdep.outputFile=" + place.folder().resolve("classpath"))));
  }

  private static Installed by(String name, Way way) {
    try {
      var place = Installation.below("sdk", name);
      way.install(place);
      return new Installed(place);
    } catch (IOException failed) {
      return abort(name + " can't be installed: " + failed.getMessage());
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  /** Copies a program of this suite to where it finds what is installed. */
  String program(String name) {
    var copy = place.folder().resolve(name);
    try (var in = Installed.class.getResourceAsStream("/sdk/" + name)) {
      if (in == null) {
        throw new AssertionError("there is no program " + name);
      }
      var whole = Files.createTempFile(place.folder(), name, null);
      Files.copy(in, whole, REPLACE_EXISTING);
      Files.move(whole, copy, ATOMIC_MOVE);
      return copy.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String path(String name) {
    return place.folder().resolve(name).toString();
  }

  String text(String name) {
    try {
      return Files.readString(place.folder().resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
