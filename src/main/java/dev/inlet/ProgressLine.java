package dev.inlet;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells people how far a long work got: a bar on a terminal, otherwise a line now and then. */
final class ProgressLine implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final long BAR_NANOS = Duration.ofMillis(200).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean isTerminal;
  private long toldNanos = System.nanoTime();

  ProgressLine(PrintWriter out) {
    this(out, Progress.isTerminal());
  }

  ProgressLine(PrintWriter out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /**
   * Tells it, unless something was told just now.
   *
   * @param share of all that is to be done
   * @param what was done so far
   */
  void at(double share, String what) {
    long now = System.nanoTime();
    if (now - toldNanos >= (isTerminal ? BAR_NANOS : LINE_NANOS)) {
      toldNanos = now;
      out.print(isTerminal ? CLEAR + bar(share) + what : percent(share) + what + '\n');
      out.flush();
    }
  }

  private static String bar(double share) {
    int full = Math.clamp(Math.round(share * WIDTH), 0, WIDTH);
    return "█".repeat(full) + "░".repeat(WIDTH - full) + ' ' + percent(share);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%3.0f %%, ", share * 100);
  }

  /** Leaves no bar behind. */
  @Override
  public void close() {
    if (isTerminal) {
      out.print(CLEAR);
      out.flush();
    }
  }
}
