package dev.inlet;

import dev.inlet.console.Analyst;
import dev.inlet.lake.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Has queries answered by processes beside this one, a few at once. So neither a fault of the
 * engine, nor the memory that it takes, is a matter of the one that takes events. They end when
 * nobody has asked for a while, and when this process does.
 */
final class LakeAnalyst implements Analyst, AutoCloseable {
  private static final int WAITING_MAX = 16;
  private static final Duration IDLE_MAX = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Duration timeMax;
  private final List<AnalystProcess> all;
  private final LinkedBlockingDeque<AnalystProcess> free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("lake-analyst").daemon().factory());

  /**
   * @param timeMax how long a query may take
   * @param data the data folder
   * @param temporary where these processes put what they unpack
   */
  LakeAnalyst(Duration timeMax, String data, Path temporary) {
    this.timeMax = timeMax;
    var arguments = List.of("lake", "answer", "--data", data, "--time-max", timeMax.toString());
    all =
        IntStream.range(0, LakeAnswerCommand.AT_ONCE)
            .mapToObj(number -> temporary.resolve(Integer.toString(number)))
            .map(folder -> new AnalystProcess(new JavaChild(folder, arguments), timeMax, clock))
            .toList();
    free = new LinkedBlockingDeque<>(all);
  }

  @Override
  public Answer ask(String sql) throws InterruptedException {
    if (waiting.incrementAndGet() > WAITING_MAX) {
      waiting.decrementAndGet();
      return new Answer.Crowded();
    }
    AnalystProcess process;
    try {
      process = free.pollFirst(timeMax.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      waiting.decrementAndGet();
    }
    if (process == null) {
      return new Answer.Crowded();
    }
    try {
      return process.ask(sql);
    } finally {
      free.addFirst(process);
    }
  }

  /** Has those ended from now on that nobody needs. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void start() {
    clock.scheduleWithFixedDelay(
        this::endIdle, LOOK_AGAIN.toMillis(), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void endIdle() {
    for (var process : all) {
      if (free.remove(process)) {
        if (process.isIdleFor(IDLE_MAX)) {
          process.end();
        }
        free.addLast(process);
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    all.forEach(AnalystProcess::end);
  }
}
