package dev.inlet.api;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Lets one request at a time through, and the next only when the last is answered.
 *
 * <p>So answers leave in the order of the requests, whoever gives them. What arrives meanwhile
 * waits here, and when something waits, nothing more is read. So it does while a client takes no
 * answers: they would pile up. A head or a body that takes too long becomes a {@link Malformed}. A
 * connection that is to be closed while its client still sends is kept open for a while for reading
 * only, because closing it at once would destroy the answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes a channel whose writes fail.
final class Turnstile extends ChannelDuplexHandler {
  private static final long LINGER_BYTES_MAX = 64L << 20;
  private static final Duration LINGER_IN_BODY = Duration.ofSeconds(10);
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final ResponseEncoder encoder;
  private final Punctuality punctuality;
  private final Queue<Object> waiting = new ArrayDeque<>();

  /** Whether the request that has been let through has been read to its end. */
  private boolean read = true;

  /** Whether it has been answered. */
  private boolean answered = true;

  private boolean finalAnswer;
  private boolean closeAfterAnswer;
  private boolean broken;
  private boolean lingering;

  /** Whether the last answer has left. */
  private boolean written;

  private boolean inputEnded;
  private long lingered;

  Turnstile(RequestDecoder decoder, ResponseEncoder encoder, Duration arrivalMax) {
    this.encoder = encoder;
    this.punctuality = new Punctuality(decoder, arrivalMax, this::isOurDelay, this::pass);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (lingering) {
      discard(context, message);
    } else if (mayPass(context, message)) {
      pass(context, message);
    } else {
      waiting.add(message);
    }
  }

  private boolean mayPass(ChannelHandlerContext context, Object message) {
    return waiting.isEmpty() && (!isStart(message) || isFree(context));
  }

  /** Whether the last answer is given, and nearly all of it has left. */
  private boolean isFree(ChannelHandlerContext context) {
    return read && answered && context.channel().isWritable();
  }

  /** A malformed message takes the place of a request, or of the rest of one. */
  private boolean isStart(Object message) {
    return message instanceof HttpRequest || (message instanceof Malformed && read);
  }

  private void pass(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      read = false;
      answered = false;
      finalAnswer = false;
      closeAfterAnswer = !HttpUtil.isKeepAlive(request);
      encoder.headOnly(request.method().equals(HttpMethod.HEAD));
    } else if (message instanceof Malformed) {
      if (!read && answered) {
        context.close();
        return;
      }
      if (read) {
        encoder.headOnly(false);
        finalAnswer = false;
      }
      broken = true;
      read = false;
      answered = false;
      closeAfterAnswer = true;
    }
    if (message instanceof LastHttpContent) {
      read = true;
    }
    context.fireChannelRead(message);
    if (read && answered) {
      next(context);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    punctuality.watch(context);
    context.fireChannelReadComplete();
  }

  @Override
  public void read(ChannelHandlerContext context) {
    if (waiting.isEmpty()) {
      context.read();
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      finalAnswer = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
      closeAfterAnswer |= finalAnswer && !HttpUtil.isKeepAlive(response);
      if (finalAnswer && closeAfterAnswer) {
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
    }
    if (!finalAnswer || !(message instanceof LastHttpContent)) {
      context.write(message, promise);
      return;
    }
    answered = true;
    if (closeAfterAnswer) {
      lingering = true;
      releaseWaiting();
      context.write(message, promise.unvoid().addListener(written -> linger(context)));
    } else {
      context.write(message, promise);
      if (read) {
        next(context);
      }
    }
  }

  /** Lets through what has waited, up to the end of the next request. */
  private void next(ChannelHandlerContext context) {
    if (waiting.isEmpty()) {
      endWithInput(context);
      return;
    }
    context.executor().execute(() -> passWaiting(context));
  }

  private void passWaiting(ChannelHandlerContext context) {
    if (lingering || !isFree(context)) {
      return;
    }
    do {
      var message = waiting.poll();
      if (message == null) {
        break;
      }
      pass(context, message);
    } while (!read && !lingering);
    context.fireChannelReadComplete();
    if (waiting.isEmpty()) {
      context.read();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!lingering && isFree(context)) {
      next(context);
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && isAnswerDue()) {
      return;
    }
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      if (lingering || (!read && waiting.isEmpty())) {
        context.close();
      } else {
        endWithInput(context);
      }
    }
    context.fireUserEventTriggered(event);
  }

  /** Whether it is we who are silent: of a request that is here, no answer has begun. */
  private boolean isAnswerDue() {
    return read && !answered && !finalAnswer;
  }

  /** A client that has said all it had to say still gets its last answer. */
  private void endWithInput(ChannelHandlerContext context) {
    if (inputEnded && read && answered && waiting.isEmpty()) {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void linger(ChannelHandlerContext context) {
    written = true;
    if (inputEnded || !(context.channel() instanceof DuplexChannel channel)) {
      context.close();
      return;
    }
    channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    context.read();
    var max = read || broken ? LINGER : LINGER_IN_BODY;
    context.executor().schedule(() -> context.close(), max.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Throws away what arrives after the answer; a body's owner is still shown it. */
  private void discard(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpContent content) {
      lingered += content.content().readableBytes();
    }
    boolean ends = !read && message instanceof LastHttpContent;
    if (!read && message instanceof HttpContent) {
      read = ends;
      context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
    }
    if ((ends && written) || lingered > LINGER_BYTES_MAX) {
      context.close();
    }
  }

  /** Whether what has not arrived is not the client's delay, because we do not read or go on. */
  private boolean isOurDelay() {
    return lingering || !waiting.isEmpty() || (read && !answered);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    releaseWaiting();
    context.fireChannelInactive();
  }

  private void releaseWaiting() {
    for (var message = waiting.poll(); message != null; message = waiting.poll()) {
      ReferenceCountUtil.release(message);
    }
  }
}
