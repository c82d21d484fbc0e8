package dev.inlet;

import dev.inlet.lake.Answer;
import dev.inlet.lake.AnswerFrames;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that answers queries, one after the other: it is started for the first of them, and for
 * the next one after it has ended, and it is killed when it keeps its bounds no more. For one
 * thread at a time.
 */
final class AnalystProcess {
  private static final Logger LOG = LoggerFactory.getLogger(AnalystProcess.class);

  /** To start, also on a machine that has much to do, and to notice that time is up. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final JavaChild child;
  private final Duration answeredWithin;
  private final ScheduledExecutorService clock;
  private volatile @Nullable Process process;
  private long usedAtNanos;

  AnalystProcess(JavaChild child, Duration timeMax, ScheduledExecutorService clock) {
    this.child = child;
    this.answeredWithin = timeMax.plus(GRACE);
    this.clock = clock;
  }

  Answer ask(String sql) {
    Process asked;
    try {
      asked = running();
    } catch (IOException | UncheckedIOException unstarted) {
      LOG.warn("The process that answers queries can't be started: {}", unstarted.toString());
      return new Answer.Failed(
          "The process that answers can't be started; the server's log says more.");
    }
    try {
      var end =
          clock.schedule(asked::destroyForcibly, answeredWithin.toMillis(), TimeUnit.MILLISECONDS);
      try {
        AnswerFrames.ask(new DataOutputStream(asked.getOutputStream()), sql);
        return AnswerFrames.answer(new DataInputStream(asked.getInputStream()));
      } finally {
        usedAtNanos = System.nanoTime();
        if (!end.cancel(false)) {
          LOG.warn("A query was ended with its process, as it kept no bounds");
        }
      }
    } catch (IOException ended) {
      end();
      return new Answer.Failed(
          "The process that answers ended on the way: the query may need more memory than it may"
              + " have. Ask again, for less at once.");
    }
  }

  private Process running() throws IOException {
    var last = process;
    if (last != null && last.isAlive()) {
      return last;
    }
    process = null;
    var next = child.prepare().redirectError(Redirect.DISCARD).start();
    process = next;
    return next;
  }

  boolean isIdleFor(Duration time) {
    return process != null && System.nanoTime() - usedAtNanos > time.toNanos();
  }

  void end() {
    var last = process;
    process = null;
    if (last != null) {
      last.destroyForcibly();
    }
  }
}
