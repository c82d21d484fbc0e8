package dev.inlet.lake;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does each task as it is given, in the thread that gives it.
 *
 * <p>Iceberg waits for its own threads by sleeping, 10 ms at a time. A small build would sleep some
 * sixty times, for what takes one or two each.
 */
final class AtOnce extends AbstractExecutorService {
  static final AtOnce EXECUTOR = new AtOnce();

  private AtOnce() {}

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  /** Nothing is ever left to be done. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }
}
