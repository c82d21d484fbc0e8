package dev.inlet.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The programs of an instance, in a folder instead of its root, with stubs for what they call: each
 * notes how it was called.
 */
final class FakeInstance {
  private static final Path PROGRAMS = Path.of("terraform/modules/collector/instance");

  /** What becomes of a call that no test says anything about: it works. */
  private static final List<String> CALLED =
      List.of(
          "aws",
          "chown",
          "curl",
          "mount",
          "mountpoint",
          "runuser",
          "sleep",
          "systemctl",
          "umount",
          "blkid");

  private final Path root;
  private final Stubs stubs;
  private final Map<String, String> environment = new TreeMap<>();

  FakeInstance(Path root) {
    this.root = root;
    stubs = new Stubs(root);
    environment.put("PATH", stubs.path());
    environment.put("NAME", "inlet-test");
    environment.put("ENVIRONMENT", "test");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("DRAIN_HOURS", "0");
    environment.put("KEYS_PATH", "/inlet/test/keys");
    environment.put("KEY_FILE", root.resolve("keys").toString());
    CALLED.forEach(program -> stub(program, "true"));
    write("etc/inlet/settings", "INLET_SINK=s3\n");
  }

  /** What a program does in place of the real one, in the words of bash. */
  FakeInstance stub(String program, String body) {
    stubs.stub(program, body);
    return this;
  }

  FakeInstance with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Shell.Ran run(String program) {
    try (var programs = Files.list(PROGRAMS)) {
      programs.forEach(source -> write("opt/inlet/bin/" + source.getFileName(), moved(source)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return Shell.run(environment, root.resolve("opt/inlet/bin").resolve(program).toString());
  }

  /** Its text, with this folder as the root. */
  private String moved(Path source) {
    return read(source).replaceAll("/(opt/inlet|etc/inlet|var/lib/inlet|dev/disk)", root + "/$1");
  }

  /** How programs were called, in order. */
  List<String> calls() {
    return stubs.calls();
  }

  String keys() {
    return read(root.resolve("keys"));
  }

  void write(String name, String text) {
    Stubs.write(root.resolve(name), text);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
