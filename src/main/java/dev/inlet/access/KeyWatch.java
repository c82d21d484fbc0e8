package dev.inlet.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the file of keys.
 *
 * <p>What it holds counts when it was found twice in a row, so that a file which is being written
 * is not read half. One that can't be used changes nothing but {@link #trouble}.
 */
final class KeyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Makes the keys of a file count. */
  interface Taker {
    void take(String text) throws KeyFile.Unusable;
  }

  /** What there is at one look: the text of the file, or why there is none. */
  private record Sight(@Nullable String text, @Nullable String trouble) {
    static Sight of(Path file) {
      try {
        return new Sight(KeyFile.text(file), null);
      } catch (KeyFile.Unusable unusable) {
        return new Sight(null, unusable.getMessage());
      }
    }

    /** Nothing of it may get into a log. */
    @Override
    public String toString() {
      return "Sight";
    }
  }

  private final Path file;
  private final Taker taker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Sight last;
  private Sight judged;
  private volatile @Nullable String trouble;

  /**
   * Takes what the file holds.
   *
   * @throws KeyFile.Unusable when it can't be used
   */
  KeyWatch(Path file, Taker taker) throws KeyFile.Unusable {
    this.file = file;
    this.taker = taker;
    var text = KeyFile.text(file);
    taker.take(text);
    last = new Sight(text, null);
    judged = last;
  }

  void start() {
    Thread.ofPlatform().name("key-file").daemon().start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    var now = Sight.of(file);
    var isSettled = now.equals(last);
    last = now;
    if (isSettled && !now.equals(judged)) {
      judged = now;
      judge(now);
    }
  }

  private void judge(Sight now) {
    try {
      if (now.text() == null) {
        throw new KeyFile.Unusable(String.valueOf(now.trouble()));
      }
      taker.take(now.text());
      trouble = null;
      LOG.info("The file of keys has changed, and its keys count");
    } catch (KeyFile.Unusable unusable) {
      trouble = unusable.getMessage();
      LOG.warn("The file of keys can't be used, so those before it still count: {}", trouble);
    }
  }

  /** Why the file, as it is now, does not count; null when it does. */
  @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
