package dev.inlet;

import dev.inlet.lake.Stage;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Says how far a build got: a bar on a terminal, which stays full when another build follows, and
 * otherwise a line for each stage.
 */
final class Progress implements Stage.Listener, AutoCloseable {
  private static final int WIDTH = 20;

  private final PrintWriter err;
  private final boolean isBar;
  private int begun;

  private Progress(PrintWriter err, boolean isBar) {
    this.err = err;
    this.isBar = isBar;
  }

  /** Says nothing. */
  static Progress none() {
    return new Progress(new PrintWriter(Writer.nullWriter()), false);
  }

  static Progress to(PrintWriter err) {
    return new Progress(err, isTerminal());
  }

  /** A JVM after 21 has a console also without a terminal, unless it is told otherwise. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    System.setProperty("jdk.console", "java.base");
    return System.console() != null;
  }

  @Override
  public void begins(Stage stage) {
    if (isBar) {
      int done = Math.min(WIDTH, WIDTH * begun++ / Stage.values().length);
      err.print("\r[%s%s] %-40s".formatted("#".repeat(done), " ".repeat(WIDTH - done), stage));
    } else {
      err.println(stage);
    }
    err.flush();
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (isBar) {
      err.print("\r" + " ".repeat(WIDTH + 44) + "\r");
      err.flush();
    }
  }
}
