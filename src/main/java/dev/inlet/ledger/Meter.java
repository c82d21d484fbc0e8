package dev.inlet.ledger;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells how far a long reading got, now and then. */
public final class Meter {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final double MIB = 1 << 20;

  private final long bytes;
  private final Consumer<String> teller;
  private long done;
  private long toldNanos = System.nanoTime();

  public Meter(long bytes, Consumer<String> teller) {
    this.bytes = bytes;
    this.teller = teller;
  }

  public void done(long more) {
    done += more;
    long now = System.nanoTime();
    if (now - toldNanos >= EVERY_NANOS) {
      toldNanos = now;
      teller.accept(String.format(Locale.ROOT, "%.1f of %.1f MiB read", done / MIB, bytes / MIB));
    }
  }
}
