package dev.inlet.api;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes the requests to our calls out of the pipeline; all others go on to Micronaut's routes.
 *
 * <p>It sits behind a {@link Turnstile}, so there is one request at a time. It never blocks: it
 * gathers the body, has it judged, and answers when the spools have said that the lines are on
 * disk.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes a channel whose writes fail.
final class Collect extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Collect.class);
  private static final int PACKED_SLACK_BYTES = 1024;

  /** Who answers the request that is being read. */
  private enum Owner {
    NOBODY,
    MICRONAUT,
    /** We, when its body is here. */
    US,
    /** We have; the rest of its body is thrown away. */
    ANSWERED
  }

  private final Counter counter;
  private final Desk desk;
  private final Caller caller;
  private final HttpDate date;
  private final RequestDecoder decoder;
  private final boolean takesCalls;
  private Owner owner = Owner.NOBODY;

  /** Whether more of that request's body is to come. */
  private boolean reading;

  private boolean oldKeepAlive;
  private String path = "";
  private @Nullable Route route;
  private @Nullable Head head;
  private @Nullable BodyBuffer body;

  /** A body that was refused for its size, and is still arriving. */
  private @Nullable Oversized oversized;

  private record Oversized(Exchange exchange, Judgement.Refuse refuse, BodyBuffer body) {}

  /**
   * @param decoder knows what has arrived of a head that does not end
   * @param takesCalls whether events are taken here, and not on another port
   */
  Collect(
      Counter counter,
      Desk desk,
      Caller caller,
      HttpDate date,
      RequestDecoder decoder,
      boolean takesCalls) {
    this.counter = counter;
    this.desk = desk;
    this.caller = caller;
    this.date = date;
    this.decoder = decoder;
    this.takesCalls = takesCalls;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case HttpRequest request -> begin(context, request);
      case HttpContent content when owner == Owner.MICRONAUT -> context.fireChannelRead(content);
      case HttpContent content -> {
        try {
          reading = !(content instanceof LastHttpContent);
          read(context, content);
        } finally {
          content.release();
        }
      }
      case Malformed malformed -> malformed(context, malformed);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    lead(request.uri());
    reading = true;
    if (route == null) {
      owner = Owner.MICRONAUT;
      context.fireChannelRead(request);
      return;
    }
    enter(Owner.US);
    oldKeepAlive =
        request.protocolVersion().equals(HttpVersion.HTTP_1_0) && HttpUtil.isKeepAlive(request);
    if (request.method().equals(HttpMethod.OPTIONS)) {
      respond(context, Answer.options(), false);
    } else if (!request.method().equals(HttpMethod.POST)) {
      refuse(context, Problem.methodNotAllowed(), false);
    } else if (counter.gate().isClosed()) {
      refuse(context, Problem.draining(), true);
    } else if (!caller.begin(request.headers())) {
      refuse(context, Problem.tooManyConnections(), !caller.isProxy());
    } else {
      head = Head.of(route, request);
      expect(context, request, head);
    }
  }

  private void lead(String uri) {
    path = HeadRules.path(uri);
    route = takesCalls ? desk.route(path) : null;
  }

  /** A client that waits for a word before it sends its body gets one. */
  private void expect(ChannelHandlerContext context, HttpRequest request, Head head) {
    var expectation = request.headers().get(HttpHeaderNames.EXPECT);
    if (expectation == null || request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      return;
    }
    if (!HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
      refuse(context, Problem.expectation(), true);
    } else if (head.contentLength() > bytesMax(head)) {
      var exchange = exchange(context, head, true);
      exchange.carryOut(desk.judge().tooLarge(head, new byte[0], 0));
      owner = Owner.ANSWERED;
    } else {
      context.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
  }

  /** How much of a body is read; one that is packed can be a little larger than what it holds. */
  private int bytesMax(Head head) {
    var max = counter.config().bodyBytesMax();
    return head.contentEncodings().isEmpty() ? max : max + max / 64 + PACKED_SLACK_BYTES;
  }

  private void read(ChannelHandlerContext context, HttpContent content) {
    if (oversized != null) {
      var rest = oversized.body().add(content.content());
      if (content instanceof LastHttpContent || !rest) {
        keepOversized();
      }
      return;
    }
    var current = head;
    if (owner != Owner.US || current == null) {
      return;
    }
    var length = content.content().readableBytes();
    if (!caller.take(length)) {
      refuse(context, Problem.tooMuchInFlight(), reading);
    } else if (body == null && content instanceof LastHttpContent && length <= bytesMax(current)) {
      var bytes = desk.scratch(length);
      content.content().readBytes(bytes, 0, length);
      whole(context, current, bytes, length);
    } else {
      gather(context, current, content);
    }
  }

  private void gather(ChannelHandlerContext context, Head current, HttpContent content) {
    var buffer = body;
    if (buffer == null) {
      buffer = new BodyBuffer(bytesMax(current), counter.gate());
      body = buffer;
    }
    if (!buffer.add(content.content())) {
      refuse(context, Problem.full(), true);
    } else if (buffer.isTooLarge()) {
      tooLarge(context, current, buffer);
      if (content instanceof LastHttpContent) {
        keepOversized();
      }
    } else if (content instanceof LastHttpContent) {
      whole(context, current, buffer.bytes(), buffer.length());
    }
  }

  private void whole(ChannelHandlerContext context, Head current, byte[] bytes, int length) {
    counter.tally().request(length);
    owner = Owner.ANSWERED;
    head = null;
    exchange(context, current, false).carryOut(desk.judge().whole(current, bytes, length));
    releaseBody();
  }

  /** Says no at once, and goes on reading, so that the client gets to read the answer. */
  private void tooLarge(ChannelHandlerContext context, Head current, BodyBuffer buffer) {
    owner = Owner.ANSWERED;
    head = null;
    body = null;
    var exchange = exchange(context, current, true);
    var judgement = desk.judge().tooLarge(current, buffer.bytes(), buffer.length());
    if (judgement instanceof Judgement.Refuse refuse) {
      oversized = new Oversized(exchange, refuse, buffer);
      exchange.refuseEarly(refuse);
    }
  }

  private void keepOversized() {
    var ended = oversized;
    oversized = null;
    if (ended != null) {
      counter.tally().request(ended.body().total());
      if (ended.refuse().problem().kept()) {
        ended.exchange().keepOversized(ended.refuse(), ended.body().total(), ended.body().hash());
      }
      ended.body().release();
    }
  }

  private Exchange exchange(ChannelHandlerContext context, Head current, boolean close) {
    var ip = counter.client().ip() ? caller.ip() : null;
    return new Exchange(counter, desk, current, ip, answer -> respond(context, answer, close));
  }

  private void malformed(ChannelHandlerContext context, Malformed malformed) {
    if (owner == Owner.ANSWERED && reading) {
      keepOversized();
      context.close();
      return;
    }
    if (owner != Owner.US) {
      enter(Owner.US);
      lead(malformed.isDelay() ? decoder.target() : "");
    }
    if (malformed.isDelay() && !counter.dialects().tellOfDelay(path)) {
      context.close();
    } else {
      refuse(context, Problem.of(malformed), true);
    }
  }

  private void refuse(ChannelHandlerContext context, Problem problem, boolean close) {
    counter.tally().refusedRequest(problem.code());
    releaseBody();
    head = null;
    respond(context, Answer.of(route == null ? problem : route.put(problem)), close);
  }

  private void enter(Owner first) {
    owner = first;
    counter.gate().enter();
  }

  private void respond(ChannelHandlerContext context, Answer answer, boolean close) {
    owner = Owner.ANSWERED;
    counter.gate().leave();
    caller.end();
    var response = answer.response(date.now());
    if (close || counter.gate().isClosed()) {
      Answer.close(response);
    } else if (oldKeepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /**
   * What goes wrong here concerns one connection; a message of the failure may hold a payload. That
   * a client is gone is nothing to look into.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.atLevel(cause instanceof IOException ? Level.DEBUG : Level.WARN)
        .log("A connection is closed because of a {}", cause.getClass().getName());
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    keepOversized();
    if (owner == Owner.US) {
      counter.gate().leave();
    }
    owner = Owner.NOBODY;
    releaseBody();
    head = null;
    context.fireChannelInactive();
  }

  private void releaseBody() {
    if (body != null) {
      body.release();
      body = null;
    }
  }
}
