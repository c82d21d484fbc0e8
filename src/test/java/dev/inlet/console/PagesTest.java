package dev.inlet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final int BYTES = 1 << 20;

  private final Pages pages = new Pages(BYTES);

  private static byte[] some(Random random) {
    var bytes = new byte[random.nextInt(200_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    var random = new Random(1);
    var all = new ByteArrayOutputStream();
    int forgotten = 0;
    for (int i = 0; i < 200; i++) {
      var bytes = some(random);
      pages.write(bytes, 0, bytes.length);
      pages.write(i);
      all.write(bytes);
      all.write(i);
      forgotten = Math.max(forgotten, random.nextInt(all.size() + 1) - BYTES / 2);
      pages.forgetBefore(forgotten);
      int from = forgotten + random.nextInt(all.size() - forgotten + 1);

      assertThat(pages.end()).isEqualTo(all.size());
      assertThat(pages.copy(from, all.size() - from))
          .isEqualTo(Arrays.copyOfRange(all.toByteArray(), from, all.size()));
    }
  }

  @Test
  void leavesNothingToCollect() {
    var bytes = new byte[1000];
    write(bytes, 4 * BYTES);
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    write(bytes, 40 * BYTES);

    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(BYTES / 2);
  }

  private void write(byte[] bytes, int all) {
    for (int written = 0; written < all; written += bytes.length) {
      pages.write(bytes, 0, bytes.length);
      pages.forgetBefore(pages.end() - BYTES);
    }
  }
}
