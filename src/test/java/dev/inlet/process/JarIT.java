package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The artifact: one flat jar that needs nothing but a JVM. */
@Timeout(60)
class JarIT {
  private static final Path JAR = Path.of("target/inlet.jar");
  private static final Path SOURCES = Path.of("src/main/java");

  private @TempDir Path folder;

  @Test
  void holdsClassesAndNoJars() throws IOException {
    assertThat(names())
        .contains("dev/inlet/Application.class")
        .noneMatch(name -> name.endsWith(".jar"))
        .doesNotHaveDuplicates();
  }

  /** Each class has the name that its library was published with, and ours have only our own. */
  @Test
  void leavesEveryLibraryWhereItWas() throws IOException {
    assertThat(names())
        .contains(
            "ch/qos/logback/classic/Logger.class",
            "com/fasterxml/jackson/core/JsonParser.class",
            "io/micronaut/context/ApplicationContext.class",
            "io/netty/channel/Channel.class");
    assertThat(names())
        .filteredOn(name -> name.startsWith("dev/inlet/"))
        .allMatch(name -> Files.isDirectory(SOURCES.resolve(name).resolveSibling(".")));
  }

  @Test
  void holdsNoSignatureOfALibrary() throws IOException {
    assertThat(names()).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"));
  }

  @Test
  void holdsTheLicencesAndNotices() throws IOException {
    assertThat(names()).contains("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/NOTICE");
  }

  @Test
  void namesWhatIsToBeRun() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      var main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Main-Class")).isEqualTo("dev.inlet.Application");
      assertThat(main.getValue("Implementation-Version")).isNotEmpty();
    }
  }

  /** A time of the build in it would make each build another one; see scripts/reproduce. */
  @Test
  void holdsNoTimeOfItsBuild() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().filter(entry -> entry.getName().startsWith("dev/inlet/")))
          .isNotEmpty()
          .extracting(JarEntry::getTimeLocal)
          .containsOnly(LocalDateTime.of(2026, 1, 1, 0, 0));
    }
  }

  @Test
  void isReadyWithinSeconds() {
    var begin = System.nanoTime();
    try (var inlet = Launch.in(folder).ready()) {
      assertThat(inlet.isAlive()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }
  }

  private static List<String> names() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }
}
