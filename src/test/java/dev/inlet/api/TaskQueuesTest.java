package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskQueuesTest {
  @TempDir private Path data;

  /** How long Netty's own has a loop spin hangs on what the scheduler does at that moment. */
  @Test
  void noLoopHasAQueueThatWaitsForWhoPutsSomethingIn() throws Exception {
    var queue = SingleThreadEventExecutor.class.getDeclaredField("taskQueue");
    queue.setAccessible(true);
    try (var inlet = RunningInlet.start(data, Map.of())) {
      for (var loop : loops(inlet)) {
        assertThat(queue.get(loop)).isInstanceOf(ConcurrentLinkedQueue.class);
      }
    }
  }

  private static EventLoopGroup loops(RunningInlet inlet) {
    return inlet.context().getBean(EventLoopGroupRegistry.class).getDefaultEventLoopGroup();
  }
}
