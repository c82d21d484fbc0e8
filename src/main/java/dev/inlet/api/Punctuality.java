package dev.inlet.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Gives each head and each body of a connection its time to arrive, counted from its first byte, so
 * that bytes that trickle in do not buy more.
 *
 * <p>There is one timer a connection, and only while something has arrived in part: a request that
 * comes whole costs nothing.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A timer of a closed connection finds nothing to do.
final class Punctuality {
  private final RequestDecoder decoder;
  private final long maxNanos;
  private final BooleanSupplier ourDelay;
  private final BiConsumer<ChannelHandlerContext, Malformed> late;
  private long section;
  private long sectionNanos;
  private boolean armed;

  /**
   * @param ourDelay whether it is not the client for whom is waited
   * @param late is told, in the place of what did not arrive
   */
  Punctuality(
      RequestDecoder decoder,
      Duration max,
      BooleanSupplier ourDelay,
      BiConsumer<ChannelHandlerContext, Malformed> late) {
    this.decoder = decoder;
    this.maxNanos = max.toNanos();
    this.ourDelay = ourDelay;
    this.late = late;
  }

  /** Looks at what has arrived so far. */
  void watch(ChannelHandlerContext context) {
    if (!decoder.isWaiting()) {
      return;
    }
    if (section != decoder.section()) {
      section = decoder.section();
      sectionNanos = System.nanoTime();
    }
    arm(context, left());
  }

  private long left() {
    return maxNanos - (System.nanoTime() - sectionNanos);
  }

  private void arm(ChannelHandlerContext context, long nanos) {
    if (!armed) {
      armed = true;
      context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void check(ChannelHandlerContext context) {
    armed = false;
    if (!context.channel().isActive() || !decoder.isWaiting()) {
      return;
    }
    if (left() > 0) {
      arm(context, left());
    } else if (ourDelay.getAsBoolean()) {
      arm(context, maxNanos);
    } else {
      late.accept(context, tooSlow(Duration.ofNanos(maxNanos)));
    }
  }

  static Malformed tooSlow(Duration max) {
    return new Malformed(
        HttpResponseStatus.REQUEST_TIMEOUT,
        "too-slow",
        "The request did not arrive within " + max.toSeconds() + " seconds.");
  }
}
