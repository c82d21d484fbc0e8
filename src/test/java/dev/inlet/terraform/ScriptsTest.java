package dev.inlet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts of a developer, in a copy, with stubs for AWS and for the tools. */
class ScriptsTest {
  /**
   * What bash has only after 3.2, and what only GNU's tools have, when nothing stands in for it.
   */
  private static final Pattern NOT_ON_MACOS =
      Pattern.compile(
          "\\b(mapfile|readarray|coproc|EPOCHSECONDS)\\b|\\b(declare|local|typeset) -\\w*[Agnlu]"
              + "|\\$\\{\\w+(\\[@])?(,|\\^|@)|@\\(|\\|&|&>>|%\\(|\\[\\[ -v "
              + "|\\b(readlink -f|sed -i|grep -\\w*P|sort -\\w*V|stat -c|timeout )"
              + "|(?<!\\|\\| )date [^|]*-d ");

  /** An array that may be empty is unbound there. */
  private static final Pattern EMPTY_ARRAY = Pattern.compile("\\b(\\w+)=\\(\\)|read -ra (\\w+)");

  private @TempDir Path root;
  private final Map<String, String> environment = new HashMap<>();
  private Stubs stubs;

  @BeforeEach
  void begin() throws IOException {
    for (var folder : List.of("scripts", "terraform/environments")) {
      try (var files = Files.walk(Path.of(folder))) {
        for (var file : files.toList()) {
          Files.createDirectories(root.resolve(file).getParent());
          Files.copy(file, root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    stubs = new Stubs(root);
    environment.put("PATH", stubs.path());
    environment.put("AWS_REGION", "us-east-1");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void useOnlyWhatMacOsHas(Path script) throws IOException {
    var text = Files.readString(script);

    assertThat(text.lines().filter(line -> NOT_ON_MACOS.matcher(line).find())).isEmpty();
    assertThat(EMPTY_ARRAY.matcher(text).results())
        .allSatisfy(array -> {
          var name = array.group(1) == null ? array.group(2) : array.group(1);
          assertThat(text.replace("+\"${%s[@]}\"".formatted(name), ""))
              .doesNotContain("\"${%s[@]}\"".formatted(name));
        });
  }

  private static Stream<Path> scripts() throws IOException {
    try (var files = Files.walk(Path.of("scripts"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().matches(".*\\.(awk|tsv)"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void deployTakesAPlanAndWhoIsSure() {
    assertThat(run("", "scripts/deploy", "nowhere", "--plan").output())
        .contains("'nowhere' is not");
    assertThat(run("", "scripts/deploy", "nowhere", "--yes").output()).contains("'nowhere' is not");
    assertThat(run("", "scripts/deploy", "nowhere", "--no").output()).contains("Usage:");
  }

  @Test
  void smokeLooksIntoTheHoursOfABucketWithTheDateOfMacOs() {
    takesEvents();
    stubs.stub(
        "date",
        """
        case $* in
          *-d*) exit 1 ;;
          "-u -r "*) echo date=2026-11-27/hour=05 ;;
          *) exec /bin/date "$@" ;;
        esac
        """);

    var ran = run("", "scripts/smoke", "http://inlet.test", "--lake", "s3://lake", "--within", "5");

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(stubs.calls())
        .anyMatch(call -> call.contains("s3://lake/raw/events/date=2026-11-27/hour=05 "));
  }

  @Test
  void smokeAsksForAKeyWhereOneIsNeeded() {
    stubs.stub("curl", "echo 401");

    var ran = run("", "scripts/smoke", "http://inlet.test");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.output()).contains("give one by --key");
  }

  @Test
  void upTriesWhatIsUpWithAKey() throws IOException {
    canBuild();
    takesEvents();
    environment.put("INLET_KEY", "secret");

    var ran = run("", "scripts/up", "develop", "--yes");

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(stubs.calls()).anyMatch(call -> call.contains("X-Write-Key: secret"));
    assertThat(ran.output()).contains("All are there", "It is up");
  }

  @Test
  void upIsDoneWhereItHasNoKeyToTry() throws IOException {
    canBuild();
    stubs.stub("curl", "echo 401");

    var ran = run("", "scripts/up", "develop", "--yes");

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(ran.output()).contains("INLET_KEY can name one", "It is up");
  }

  @Test
  void upFailsWhereACallIsRefused() throws IOException {
    canBuild();
    stubs.stub("curl", "echo 503");

    var ran = run("", "scripts/up", "develop", "--yes");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.output()).contains("/track answered 503").doesNotContain("It is up");
  }

  @Test
  void downTakesThePolicyOfAnalystsFromWhoHasItBeforeItDestroys() {
    isUp();

    var ran = run("develop\nlake\n", "scripts/down", "develop", "--with-data");

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(stubs.calls().stream().map(ScriptsTest::brief))
        .containsSubsequence(
            "aws detach-role-policy --role-name quicksight --policy-arn arn:analysts",
            "aws detach-role-policy --role-name spectrum --policy-arn arn:analysts",
            "aws detach-user-policy --user-name metabase --policy-arn arn:analysts",
            "terraform destroy",
            "aws delete-volume --volume-id vol-1");
  }

  @Test
  void downLeavesThePolicyOfAnalystsWithTheData() {
    isUp();

    var ran = run("develop\n", "scripts/down", "develop");

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(ran.output()).contains("The lake stays: s3://lake");
    assertThat(stubs.calls()).noneMatch(call -> call.contains("aws iam"));
  }

  @Test
  void downLooksForVolumesAlsoWhenNotAllIsDestroyed() {
    isUp();
    environment.put("DESTROYED", "1");

    var ran = run("develop\nlake\n", "scripts/down", "develop", "--with-data");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.output())
        .contains("Not all could be destroyed")
        .doesNotContain("develop is down");
    assertThat(stubs.calls()).contains("aws ec2 delete-volume --volume-id vol-1");
  }

  @Test
  void downGoesOnAfterADestroyThatFailed() {
    isUp();
    environment.put("OUTPUTS", "1");

    var bucket = "inlet-develop-lake-123456789012-us-east-1";
    var ran = run("develop\n" + bucket + "\n", "scripts/down", "develop", "--with-data");

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(stubs.calls().stream().map(ScriptsTest::brief)).contains("terraform destroy");
  }

  @Test
  void downHasNothingToDoWhereNothingIs() {
    isUp();
    stubs.stub("terraform", "true");

    var ran = run("develop\n", "scripts/down", "develop");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.output()).contains("develop is not up");
  }

  /** An environment with a policy that is in use, and a volume that waits. */
  private void isUp() {
    environment.put("OUTPUTS", "0");
    environment.put("DESTROYED", "0");
    stubs
        .stub(
            "aws",
            """
            case $* in
              *get-caller-identity*) echo 123456789012 ;;
              *list-policies*inlet-develop-analysts*) echo arn:analysts ;;
              *arn:analysts*PolicyRoles*) printf 'quicksight\\tspectrum\\n' ;;
              *arn:analysts*PolicyUsers*) echo metabase ;;
              *describe-volumes*drained*) ;;
              *describe-volumes*) echo vol-1 ;;
            esac
            """)
        .stub(
            "terraform",
            """
            case $* in
              *' state list') echo module.delivery.aws_s3_bucket.lake ;;
              *' output -raw bucket') ((OUTPUTS)) && echo 'Warning: No outputs found' || echo lake ;;
              *' output '*) exit "$OUTPUTS" ;;
              *' destroy '*) exit "$DESTROYED" ;;
            esac
            """);
  }

  /** Without what is the same for all calls. */
  private static String brief(String call) {
    return call.replaceFirst("^aws \\w+ ", "aws ")
        .replaceFirst("^terraform -chdir=terraform (\\w+) .*", "terraform $1");
  }

  /** A JDK and Maven, whose jar goes to an environment of Terraform. */
  private void canBuild() throws IOException {
    var jdk = root.resolve("jdk");
    Stubs.write(jdk.resolve("bin/java"), "");
    Stubs.write(jdk.resolve("bin/javac"), "");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");
    environment.put("JAVA_HOME", jdk.toString());
    stubs
        .stub("aws", "true")
        .stub("mvn", "mkdir -p target && touch target/inlet.jar")
        .stub(
            "terraform",
            """
            case $* in
              *output*url) echo http://inlet.test ;;
              *output*bucket) echo lake ;;
            esac
            """);
  }

  /** An Inlet that takes all it is sent, and a bucket that has it at once. */
  private void takesEvents() {
    environment.put("LINES", root.resolve("lines").toString());
    stubs.stub(
        "curl",
        "grep -o '\"messageId\":\"[^\"]*\"' <<< \"$*\" | sed 's/messageId/id/' >> \"$LINES\"; echo 200");
    stubs.stub(
        "aws", "[[ $2 != sync ]] || { mkdir -p \"$5\" && cp \"$LINES\" \"$5/object.json\"; }");
  }

  /** Runs it, with what is typed. */
  private Shell.Ran run(String typed, String... command) {
    var whole =
        Stream.concat(
            Stream.of("bash", "-c", "printf '%s' \"$0\" | \"$@\"", typed), Stream.of(command));
    return Shell.run(root, environment, whole.toArray(String[]::new));
  }
}
