package dev.inlet.api;

import io.micronaut.context.annotation.Context;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Knows who is inside: how many requests, and how much memory their bodies hold. */
@Context
public final class Gate {
  private static final long BUFFERED_BYTES_MAX = Runtime.getRuntime().maxMemory() / 4;

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong buffered = new AtomicLong();
  private volatile boolean closed;

  /** From now on every new request is sent away, and every connection closed after its answer. */
  public void close() {
    closed = true;
  }

  /** How many requests have come in and are not answered. */
  public int inside() {
    return inside.get();
  }

  boolean isClosed() {
    return closed;
  }

  void enter() {
    inside.incrementAndGet();
  }

  void leave() {
    inside.decrementAndGet();
  }

  /** Asks for memory for a body that arrives in pieces; what is taken must be given back. */
  boolean take(int bytes) {
    if (buffered.addAndGet(bytes) <= BUFFERED_BYTES_MAX) {
      return true;
    }
    buffered.addAndGet(-bytes);
    return false;
  }

  void giveBack(int bytes) {
    buffered.addAndGet(-bytes);
  }
}
