package dev.inlet.lake;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the engine may take of the machine.
 *
 * @param memoryBytes what it keeps in memory; the rest goes to files
 * @param passBytes how much of new raw objects, as they are stored, a build looks at at once: so
 *     much is copied from a bucket, and the files follow it
 */
public record Resources(long memoryBytes, int threads, long passBytes) {
  private static final long MEMORY_BYTES_MAX = 1L << 30;
  private static final long MEMORY_BYTES_MIN = 256L << 20;
  private static final int MEMORY_PART = 4;

  /** About a million and a half of packed lines. */
  private static final long RAW_BYTES_FOR_ONE_THREAD = 64L << 20;

  private static final long PASS_BYTES = 1L << 30;

  public Resources(long memoryBytes, int threads) {
    this(memoryBytes, threads, PASS_BYTES);
  }

  /** A gigabyte, or a quarter of the machine's memory if that is less, and every core. */
  public static Resources usual() {
    return new Resources(
        Math.clamp(machineBytes() / MEMORY_PART, MEMORY_BYTES_MIN, MEMORY_BYTES_MAX),
        Runtime.getRuntime().availableProcessors());
  }

  /** A part of it, for one of several engines. */
  public Resources dividedBy(int engines) {
    return new Resources(memoryBytes / engines, threads, passBytes);
  }

  /**
   * What a build of raw objects of so many bytes takes of it: one thread unless there is much. On
   * several the engine's threads wait for each other, busily, in all statements that are short.
   */
  Resources forRaw(long bytes) {
    return bytes > RAW_BYTES_FOR_ONE_THREAD ? this : new Resources(memoryBytes, 1, passBytes);
  }

  private static long machineBytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : MEMORY_BYTES_MAX;
  }
}
