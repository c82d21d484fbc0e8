package dev.inlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Where something was measured.
 *
 * @param syncMillis what the disk takes to make 4 KiB safe, at the median
 */
record Machine(String processor, int cores, String kernel, String java, double syncMillis) {
  private static final int SYNCS = 300;
  private static final int SYNC_BYTES = 4096;

  /** This one, with the disk that the folder is on. */
  static Machine here(Path folder) throws IOException {
    return new Machine(
        processorName(),
        coreCount(),
        System.getProperty("os.version").replaceFirst("-.*", ""),
        System.getProperty("java.vm.version"),
        syncs(folder.resolve("sync")).millis(0.5));
  }

  String sentence() {
    return "%s, %d cores, Linux %s, JDK %s; a sync of 4 KiB takes %.2f ms%n"
        .formatted(processor, cores, kernel, java, syncMillis);
  }

  private static String processorName() throws IOException {
    return cpuInfo("model name")
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  /** Of the machine; this process may use one of them. */
  private static int coreCount() throws IOException {
    return (int) cpuInfo("processor").count();
  }

  private static Stream<String> cpuInfo(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith(name));
  }

  private static Latencies syncs(Path file) throws IOException {
    var nanos = new long[SYNCS];
    var bytes = ByteBuffer.allocateDirect(SYNC_BYTES);
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocateDirect(SYNCS * SYNC_BYTES));
      channel.force(true);
      for (int i = 0; i < SYNCS; i++) {
        long start = System.nanoTime();
        channel.write(bytes.rewind(), (long) i * SYNC_BYTES);
        channel.force(false);
        nanos[i] = System.nanoTime() - start;
      }
    }
    return Latencies.of(nanos);
  }
}
