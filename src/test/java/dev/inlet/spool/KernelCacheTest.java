package dev.inlet.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a spool the kernel keeps in its cache, as util-linux's fincore tells it. */
class KernelCacheTest {
  private static final SpoolConfig CONFIG =
      new SpoolConfig(1 << 20, 256 << 10, Duration.ofHours(1), 0, 1 << 20);
  private static final int SMALL_IN_A_ROW = 8;
  private static final int PAGED_IN_A_ROW = 8;
  private static final int LARGE_BYTES = 4 * SegmentFormat.PAGE_BYTES;

  @TempDir Path folder;

  /** Without one, a group is cached however it is written. */
  @BeforeEach
  void needsAFileSystemThatCanBypassTheCache() throws Exception {
    var page = folder.resolve("page");
    run(
        "dd",
        "if=/dev/zero",
        "of=" + page,
        "bs=" + SegmentFormat.PAGE_BYTES,
        "count=1",
        "oflag=direct");
    assumeTrue(cached(page) == 0, "the file system here caches what is written directly");
  }

  @Test
  void keepsASmallGroupAndNeitherALargeOneNorTheSmallOnesRightBehindIt() throws Exception {
    var spools = folder.resolve("spool");
    var segment = SegmentFormat.file(spools, 0);
    try (var spool = Spool.open(spools, CONFIG, Disk.real(), () -> {})) {
      int before = cached(segment);

      Client.append(spool, Client.line(1, LARGE_BYTES - FrameFormat.HEADER_BYTES));
      for (int i = 1; i < PAGED_IN_A_ROW; i++) {
        Client.append(spool, "a\n");
        assertThat(cached(segment)).isLessThanOrEqualTo(before);
      }
      Client.append(spool, "a\n");
      assertThat(cached(segment)).isGreaterThan(before);
    }
  }

  /** A group that fills no page is written with what the page holds besides. */
  @ParameterizedTest
  @CsvSource({"100, 16", "5000, 0"})
  void keepsZerosThatSmallGroupsAreWrittenAmong(int groupBytes, int kept) throws Exception {
    var spools = folder.resolve("spool");
    var segment = SegmentFormat.file(spools, 0);
    try (var spool = Spool.open(spools, CONFIG, Disk.real(), () -> {})) {
      int before = cached(segment);

      for (int i = 0; i < SMALL_IN_A_ROW; i++) {
        Client.append(spool, Client.line(i, groupBytes));
      }
      Client.deliver(spool, 0);

      assertThat(Files.size(segment) / SegmentFormat.PAGE_BYTES).isGreaterThan(kept);
      assertThat(cached(segment) - before).isBetween(kept, kept + 1);
    }
  }

  /** How many pages of a file are in the cache. */
  private static int cached(Path file) throws Exception {
    return Integer.parseInt(run("fincore", "--noheadings", "--output=PAGES", file.toString()));
  }

  private static String run(String... command) throws Exception {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      assumeTrue(process.waitFor() == 0, said);
      return said;
    } catch (IOException missing) {
      return abort("needs dd and fincore on the PATH (Debian: util-linux-extra): " + missing);
    }
  }
}
