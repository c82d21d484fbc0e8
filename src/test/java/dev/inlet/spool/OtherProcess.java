package dev.inlet.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * A process of its own that appends as fast as it can, and prints each line that is acknowledged.
 *
 * <p>What it says begins with {@code said}; the rest of its output is its log.
 */
final class OtherProcess {
  private static final int PRODUCERS = 8;
  private static final String SAID = "said ";

  private OtherProcess() {}

  /** Starts it, for the spool in this folder. */
  static Process start(Path folder, String round) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            folder.toString(),
            round)
        .redirectErrorStream(true)
        .start();
  }

  /** What a process says next; empty when it has ended. Half a line is nothing. */
  static String next(BufferedReader output) throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(SAID) && line.endsWith(".")) {
        return line.substring(SAID.length(), line.length() - 1);
      }
    }
    return "";
  }

  static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  public static void main(String[] args) throws Exception {
    var out = new PrintStream(System.out, false, UTF_8);
    try (var spool = Spool.open(Path.of(args[0]), KillTest.CONFIG, Disk.real(), () -> {})) {
      say(out, "open");
      for (int i = 0; i < PRODUCERS; i++) {
        int producer = i;
        Thread.ofPlatform().start(() -> produce(spool, args[1] + "-" + producer, out));
      }
      Thread.sleep(60_000);
    } catch (SpoolRefused e) {
      say(out, String.valueOf(e.getMessage()));
    }
  }

  private static void produce(Spool spool, String name, PrintStream out) {
    var turns = new Semaphore(4);
    for (int i = 0; ; i++) {
      turns.acquireUninterruptibly();
      var line = name + "-" + i + "-" + "x".repeat(i % 700);
      var bytes = (line + "\n").getBytes(UTF_8);
      spool.append(
          bytes,
          bytes.length,
          1,
          System.currentTimeMillis(),
          told -> {
            if (told instanceof Appended.Durable durable) {
              say(out, durable.first() + " " + line);
            }
            turns.release();
          });
    }
  }

  private static void say(PrintStream out, String what) {
    synchronized (out) {
      out.println(SAID + what + ".");
      out.flush();
    }
  }
}
