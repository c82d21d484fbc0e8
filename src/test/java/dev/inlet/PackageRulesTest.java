package dev.inlet;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the table of packages as data: who may know whom. A new package gets its row here first.
 */
class PackageRulesTest {
  private static final String ROOT = "dev.inlet";

  /** For each package, the packages of ours that it may import. The root may import all. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("event", Set.of()),
          entry("event.segment", Set.of("event")),
          entry("spool", Set.of()),
          entry("access", Set.of("event")),
          entry("api", Set.of("access", "event", "spool")),
          entry("api.segment", Set.of("access", "api", "event", "event.segment")),
          entry("console", Set.of("access", "delivery", "event", "lake", "ops", "spool")),
          entry("delivery", Set.of("delivery.gzip", "spool")),
          entry("delivery.directory", Set.of("delivery", "spool")),
          entry("delivery.firehose", Set.of("delivery", "spool")),
          entry("delivery.gzip", Set.of()),
          entry("delivery.s3", Set.of("delivery", "spool")),
          entry("erase", Set.of("delivery", "lake", "ledger", "spool")),
          entry("generate", Set.of("delivery", "event")),
          entry("lake", Set.of("delivery")),
          entry("lake.glue", Set.of("lake")),
          entry("ledger", Set.of("delivery", "event", "event.segment", "spool")),
          entry(
              "ops",
              Set.of(
                  "access",
                  "event",
                  "spool",
                  "delivery",
                  "delivery.directory",
                  "delivery.firehose",
                  "delivery.s3")));

  /** What only one package, and those in it, may touch, by the start of the class name. */
  private static final Map<String, String> ONLY_USER =
      Map.of(
          FileChannel.class.getName(),
          "spool",
          "io.netty.",
          "api",
          "org.apache.iceberg.",
          "lake",
          "org.duckdb.",
          "lake",
          "org.sqlite.",
          "lake",
          "software.amazon.awssdk.services.firehose.",
          "delivery.firehose",
          "software.amazon.awssdk.services.glue.",
          "lake.glue",
          "software.amazon.awssdk.services.s3.",
          "delivery.s3");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyPackageHasARow() {
    var packages =
        CLASSES.stream()
            .map(PackageRulesTest::packageOf)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(MAY_IMPORT.keySet()).containsAll(packages);
  }

  @Test
  void packagesImportOnlyWhatTheirRowAllows() {
    assertThat(crossings()).isEmpty();
  }

  @Test
  void whatHasOneUserHasNoOther() {
    var strays =
        dependencies()
            .flatMap(pair ->
                ONLY_USER.entrySet().stream()
                    .filter(rule -> pair.to().getName().startsWith(rule.getKey()))
                    .filter(rule -> !isIn(packageOf(pair.from()), rule.getValue()))
                    .map(rule -> pair.from().getName() + " uses " + pair.to().getName()))
            .distinct()
            .toList();

    assertThat(strays).isEmpty();
  }

  private static boolean isIn(String name, String outer) {
    return name.equals(outer) || name.startsWith(outer + ".");
  }

  private static List<String> crossings() {
    return dependencies()
        .filter(pair -> pair.to().getPackageName().startsWith(ROOT))
        .filter(pair -> !packageOf(pair.from()).isEmpty())
        .filter(pair -> !packageOf(pair.from()).equals(packageOf(pair.to())))
        .filter(pair ->
            !MAY_IMPORT
                .getOrDefault(packageOf(pair.from()), Set.of())
                .contains(packageOf(pair.to())))
        .map(pair -> pair.from().getName() + " imports " + pair.to().getName())
        .distinct()
        .toList();
  }

  private static Stream<Pair> dependencies() {
    return CLASSES.stream()
        .flatMap(from ->
            from.getDirectDependenciesFromSelf().stream()
                .map(to -> new Pair(from, to.getTargetClass())));
  }

  private static String packageOf(JavaClass type) {
    var name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private record Pair(JavaClass from, JavaClass to) {}
}
