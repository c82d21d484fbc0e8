package dev.inlet.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance does at its start and its end. */
class InstanceTest {
  private static final String FACTS =
      """
      case $* in
        *instance-id*) echo i-1 ;;
        *availability-zone*) echo us-east-1a ;;
        *target-lifecycle-state*) echo Terminated ;;
      esac
      """;
  private static final String FAILS = "exit 1";

  private @TempDir Path root;
  private FakeInstance instance;

  @BeforeEach
  void begin() {
    instance = new FakeInstance(root).stub("curl", FACTS);
  }

  @Test
  void refusesToRunAsRoot() {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "this test is not run as root, so it can't try");

    var ran = instance.run("launch");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.output()).contains("not to be run as root");
    assertThat(instance.calls()).isEmpty();
  }

  @Test
  void writesTheKeysOfParameterStoreAsInletReadsThem() {
    instance.stub(
        "aws",
        "printf '/inlet/test/keys/web\\told track,new track\\n/inlet/test/keys/back-end\\tsecret\\n'");

    assertThat(instance.run("keys").status()).isZero();

    assertThat(instance.keys()).isEqualTo("web old track\nweb new track\nback-end secret\n");
  }

  @Test
  void keepsTheKeysWhenNoneAreLeft() {
    instance.write("keys", "web old\n");

    assertThat(instance.run("keys").output()).contains("those before still count");

    assertThat(instance.keys()).isEqualTo("web old\n");
  }

  @Test
  void failsWhenKeysCantBeRead() {
    assertThat(instance.stub("aws", FAILS).run("keys").status()).isNotZero();
    assertThat(root.resolve("keys")).doesNotExist();
  }

  @Test
  void drainsAndThenDeletesItsVolumeBeforeItEnds() {
    instance.stub("aws", "[[ $* != *describe-volumes* ]] || echo vol-1");

    assertThat(instance.run("lifecycle").output()).endsWith("this instance may end\n");

    assertThat(calls())
        .containsSubsequence(
            "systemctl stop",
            "runuser drain",
            "umount",
            "aws create-tags",
            "aws detach-volume",
            "aws delete-volume",
            "aws complete-lifecycle-action");
  }

  @Test
  void saysThatItIsStillDrainingBeforeAndAfterEachTry() {
    instance.with("DRAIN_HOURS", "1");
    instance.stub("runuser", "(($(grep -c ^runuser \"${0%/*}/../calls\") > 2))");

    instance.run("lifecycle");

    assertThat(calls())
        .filteredOn(call -> call.matches("systemctl stop|.*drain|.*-heartbeat|umount"))
        .containsExactly(
            "systemctl stop",
            "aws record-lifecycle-action-heartbeat",
            "runuser drain",
            "aws record-lifecycle-action-heartbeat",
            "runuser drain",
            "aws record-lifecycle-action-heartbeat",
            "runuser drain",
            "aws record-lifecycle-action-heartbeat",
            "umount");
  }

  /** A stop, and a try with the start and end of a JVM, leave a quarter of the time of the hook. */
  @Test
  void saysSoBeforeTheGroupEndsIt() throws IOException {
    var hook = number("main.tf", "name += \"drain\"\\s.*\\s+heartbeat_timeout += (\\d+)");

    assertThat(number("instance/inlet.service", "TimeoutStopSec=(\\d+)")).isLessThan(hook * 3 / 4);
    assertThat(60 * number("instance/lifecycle", "deliver .* (\\d+)m;")).isLessThan(hook * 3 / 4);
  }

  private static int number(String file, String pattern) throws IOException {
    var text = Files.readString(Path.of("terraform/modules/collector").resolve(file));
    var found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return Integer.parseInt(found.group(1));
  }

  @Test
  void leavesItsVolumeToOthersWhenNotAllIsDelivered() {
    instance.stub("runuser", FAILS);

    assertThat(instance.run("lifecycle").output()).contains("the volume waits");

    assertThat(calls())
        .contains("aws complete-lifecycle-action")
        .doesNotContain("aws create-tags", "aws delete-volume");
  }

  @Test
  void deliversWhatIsOnAVolumeWithoutInstance() {
    volumes("vol-1 us-east-1a None");

    assertThat(instance.run("adopt").status()).isZero();

    assertThat(calls())
        .containsSubsequence(
            "aws attach-volume",
            "mount",
            "runuser drain",
            "umount",
            "aws create-tags",
            "aws delete-volume");
    assertThat(instance.calls().getLast()).contains("SpoolVolumesWaiting", "--value 0");
  }

  @Test
  void keepsAVolumeThatCouldNotBeDelivered() {
    volumes("vol-1 us-east-1a None");
    instance.stub("runuser", FAILS);

    instance.run("adopt");

    assertThat(calls())
        .contains("umount", "aws detach-volume")
        .doesNotContain("aws create-tags", "aws delete-volume");
    assertThat(instance.calls().getLast()).contains("--value 1");
  }

  @Test
  void keepsAVolumeThatCantBeMounted() {
    volumes("vol-1 us-east-1a None");
    instance.stub("mount", FAILS);

    var ran = instance.run("adopt");

    assertThat(ran.output()).contains("volume vol-1 is left for the next time");
    assertKept();
    assertThat(calls()).doesNotContain("umount");
  }

  @Test
  void keepsAVolumeWhoseDeviceDoesNotAppear() throws IOException {
    volumes("vol-1 us-east-1a None");
    Files.delete(device("vol-1"));
    instance.stub("blkid", "exit 2");

    var ran = instance.run("adopt");

    assertThat(ran.output()).contains("its device did not appear");
    assertKept();
  }

  @Test
  void keepsAVolumeThatCantBeLookedAt() {
    volumes("vol-1 us-east-1a None");
    instance.stub("blkid", "exit 8").stub("mount", FAILS);

    instance.run("adopt");

    assertKept();
  }

  @Test
  void keepsAVolumeOnWhichNothingIsKnown() {
    volumes("vol-1 us-east-1a None");
    instance.write(root.relativize(device("vol-1")).toString(), "not a file system");
    instance.stub("blkid", "exit 2").stub("mount", FAILS);

    instance.run("adopt");

    assertKept();
  }

  @Test
  void keepsAVolumeThatCantBeUnmounted() {
    volumes("vol-1 us-east-1a None");
    instance.stub("umount", FAILS);

    instance.run("adopt");

    assertThat(calls())
        .contains("umount")
        .doesNotContain("aws create-tags", "aws detach-volume", "aws delete-volume");
    assertThat(instance.calls().getLast()).contains("--value 1");
  }

  @Test
  void deletesAVolumeThatWasNeverWrittenTo() throws IOException {
    volumes("vol-1 us-east-1a None");
    Files.write(device("vol-1"), new byte[1 << 20]);
    instance.stub("blkid", "exit 2");

    assertThat(instance.run("adopt").status()).isZero();

    assertThat(calls())
        .contains("aws create-tags", "aws delete-volume")
        .doesNotContain("mount", "umount");
    assertThat(instance.calls().getLast()).contains("--value 0");
  }

  @Test
  void letsGoFirstOfWhatARunThatWasEndedHasTakenUp() throws IOException {
    volumes("vol-1 us-east-1a None");
    Files.createDirectories(root.resolve("var/lib/inlet-adopted/data/spool"));
    Files.writeString(root.resolve("attached"), "vol-9");

    assertThat(instance.run("adopt").status()).isZero();

    assertThat(instance.calls())
        .filteredOn(call -> call.matches("u?mount .*|aws ec2 (at|de)tach-volume .*"))
        .map(call -> call.replaceFirst(".* (vol-\\d).*", "$1").replaceFirst(" .*", ""))
        .containsExactly("umount", "vol-9", "vol-1", "mount", "umount", "vol-1");
    assertThat(instance.calls().getLast()).contains("--value 0");
  }

  @Test
  void countsVolumesOfOtherZonesAndLeavesThemThere() {
    volumes("vol-2 us-east-1b None");

    instance.run("adopt");

    assertThat(calls()).doesNotContain("aws attach-volume");
    assertThat(instance.calls().getLast()).contains("--value 1");
  }

  @Test
  void countsVolumesThatOtherInstancesTry() {
    volumes("");
    instance.with("OTHERS", "vol-3\tvol-4");

    assertThat(instance.run("adopt").status()).isZero();

    assertThat(instance.calls().getLast()).contains("--value 2");
  }

  @Test
  void tellsNothingOfVolumesThatItCantList() {
    volumes("vol-1 us-east-1a None");
    instance.stub("aws", "[[ $* != *describe-volumes*AvailabilityZone* ]]");

    assertThat(instance.run("adopt").status()).isNotZero();

    assertThat(calls()).doesNotContain("aws put-metric-data");
  }

  /** What comes after it may take longer than this program is given. */
  @Test
  void tellsOfAVolumeThatWaitsBeforeItTriesTheNext() {
    volumes("vol-1 us-east-1b None\nvol-2 us-east-1a None");

    instance.run("adopt");

    assertThat(calls())
        .containsSubsequence(
            "aws put-metric-data", "aws attach-volume", "aws delete-volume", "aws put-metric-data");
  }

  @Test
  void tellsOfVolumesMoreOftenThanTheAlarmLooks() throws IOException {
    var everyMinutes = number("instance/inlet-adopt.timer", "OnUnitInactiveSec=(\\d+)min");
    var laterSeconds = number("instance/inlet-adopt.timer", "RandomizedDelaySec=(\\d+)");
    var tryMinutes = number("instance/adopt", "deliver .* (\\d+)m ");

    assertThat(
            number(
                "../observability/main.tf",
                "volumes-waiting = merge\\(local.inlet, \\{\\s+period = (\\d+)"))
        .isGreaterThan(60 * (everyMinutes + tryMinutes) + laterSeconds);
  }

  @Test
  void deletesVolumesThatAreKnownToBeDrained() {
    volumes("vol-3 us-east-1b yes");

    instance.run("adopt");

    assertThat(instance.calls()).contains("aws ec2 delete-volume --volume-id vol-3");
    assertThat(instance.calls().getLast()).contains("--value 0");
  }

  @Test
  void isReplacedWhenItsDiskFails() {
    instance.with("MONITOR_EXIT_STATUS", "1").run("failed");

    assertThat(instance.calls().getLast()).contains("set-instance-health", "i-1", "Unhealthy");
  }

  @Test
  void isNotReplacedForSettingsThatCantBeUsed() {
    instance.with("MONITOR_EXIT_STATUS", "2").run("failed");

    assertThat(instance.calls()).isEmpty();
  }

  @Test
  void makesTheFolderOfTheLogBeforeSystemdOpensIt() throws IOException {
    var folder = Path.of("terraform/modules/collector/instance");
    var log =
        Pattern.compile("^StandardOutput=append:(.*)/[^/]+$", Pattern.MULTILINE)
            .matcher(Files.readString(folder.resolve("inlet.service")));
    assertThat(log.find()).isTrue();

    assertThat(Files.readString(folder.resolve("setup")))
        .containsSubsequence(
            "useradd --system",
            "install -d -o inlet -g inlet -m 0750 " + log.group(1) + "\n",
            "systemctl enable --now inlet.service");
  }

  @Test
  void setsOnlyWhatInletKnows() throws IOException {
    var set =
        Pattern.compile("^ +(INLET_[A-Z_0-9]+) += ", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("terraform/modules/collector/main.tf")))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(set).hasSizeGreaterThan(8);
    assertThat(Files.readString(Path.of("Documentation.md")))
        .contains(set.stream().map(setting -> "| `" + setting + "` |").toList());
  }

  /** Volumes that no instance has; each is a device with a spool on it, once it is attached. */
  private void volumes(String lines) {
    lines
        .lines()
        .map(line -> root.relativize(device(line.split(" ", 2)[0])))
        .forEach(device -> instance.write(device.toString(), ""));
    instance
        .with("OTHERS", "")
        .with("VOLUMES", lines)
        .with("ATTACHED", root.resolve("attached").toString());
    instance.stub(
        "aws",
        """
        case $* in
          *InstanceId!=*) echo "$OTHERS" ;;
          *attachment.device*) cat "$ATTACHED" 2> /dev/null || true ;;
          *describe-volumes*) echo "$VOLUMES" ;;
          *attach-volume*) echo "$4" > "$ATTACHED" ;;
          *detach-volume*) rm "$ATTACHED" ;;
        esac
        """);
    instance.stub("mountpoint", "[[ -d ${@: -1}/data ]]");
    instance.stub("mount", "mkdir -p \"${@: -1}/data/spool\"");
    instance.stub("umount", "rm -r \"$1/data\"");
  }

  private Path device(String volume) {
    return root.resolve(
        "dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_" + volume.replace("-", ""));
  }

  /** The volume is there as it was, free for who comes next, and counted. */
  private void assertKept() {
    assertThat(calls())
        .contains("aws attach-volume", "aws detach-volume")
        .doesNotContain("aws create-tags", "aws delete-volume");
    assertThat(instance.calls().getLast()).contains("--value 1");
  }

  private List<String> calls() {
    return instance.calls().stream().map(InstanceTest::brief).toList();
  }

  /** The program and the one word that tells its calls apart. */
  private static String brief(String call) {
    var words = call.split(" ", -1);
    return switch (words[0]) {
      case "aws" -> "aws " + words[2];
      case "systemctl" -> "systemctl " + words[1];
      case "runuser" -> "runuser " + (call.contains(" drain ") ? "drain" : "");
      default -> words[0];
    };
  }
}
