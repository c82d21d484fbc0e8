package dev.inlet.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtOnceTest {
  private @TempDir Path folder;

  /** With threads of Iceberg it would be sixty times. */
  @Test
  void buildsHardlyEverSleep() {
    var lake = new LakeFixture(folder);
    buildsOneMore(lake, "a");
    buildsOneMore(lake, "b");
    long before = waits();
    buildsOneMore(lake, "c");

    assertThat(waits() - before).isLessThan(10);
  }

  private static void buildsOneMore(LakeFixture lake, String id) {
    lake.put(
        LakeFixture.track(id, "u-" + id, "Seen", LakeFixture.NOW_SECONDS),
        LakeFixture.alias("alias-" + id, "u-" + id, "u", LakeFixture.NOW_SECONDS),
        LakeFixture.profile("profile-" + id, "u-" + id, "{\"n\":1}", LakeFixture.NOW_SECONDS));
    lake.build();
  }

  private static long waits() {
    long thread = Thread.currentThread().threadId();
    return ManagementFactory.getThreadMXBean().getThreadInfo(thread).getWaitedCount();
  }
}
