package dev.inlet.api;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins send events and read the answers, also those that say no; keeps them
 * out of everything else.
 *
 * <p>It sits behind a {@link Turnstile}, so there is one request at a time. One that comes from no
 * page costs the look for a header.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes a channel whose writes fail.
final class Cors extends ChannelDuplexHandler {
  private static final AsciiString METHODS = AsciiString.cached("GET, POST");

  /**
   * By name, as Authorization is never meant by a star. Those of RudderStack are on what is sent
   * again: a browser that may not send them never does.
   */
  private static final AsciiString HEADERS =
      AsciiString.cached(
          "Authorization, Content-Type, Content-Encoding, Idempotency-Key, X-Write-Key,"
              + " X-Retry-Count, AnonymousId, SentAt, Rsa-Recovered, Rsa-Retry-Attempt,"
              + " Rsa-Retry-Reason, Rsa-Since-First-Attempt, Rsa-Since-Last-Attempt");

  private static final AsciiString MAX_AGE_SECONDS = AsciiString.cached("7200");
  private static final AsciiString TRUE = AsciiString.cached("true");

  private final Counter counter;
  private final HttpDate date;
  private final boolean takesCalls;

  /** The page whose request is not answered yet; null when it comes from none. */
  private @Nullable String origin;

  /** Whether the answer would be another one for another page. */
  private boolean varies;

  /** Whether the rest of a request that is answered here is thrown away. */
  private boolean answered;

  /**
   * @param takesCalls whether events are taken here, and not on another port
   */
  Cors(Counter counter, HttpDate date, boolean takesCalls) {
    this.counter = counter;
    this.date = date;
    this.takesCalls = takesCalls;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      begin(context, request);
    } else if (answered && message instanceof HttpContent content) {
      answered = !(content instanceof LastHttpContent);
      content.release();
    } else {
      context.fireChannelRead(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    var from = request.headers().get(HttpHeaderNames.ORIGIN);
    if (from == null && !request.method().equals(HttpMethod.GET)) {
      context.fireChannelRead(request);
      return;
    }
    var collects = takesCalls && counter.dialects().has(HeadRules.path(request.uri()));
    varies = collects;
    if (from == null) {
      context.fireChannelRead(request);
    } else if (!mayCome(from, collects, request.headers())) {
      refuse(context, collects ? Problem.origin() : Problem.otherOrigin());
    } else if (!collects) {
      context.fireChannelRead(request);
    } else {
      origin = from;
      collect(context, request);
    }
  }

  private boolean mayCome(String from, boolean collects, HttpHeaders headers) {
    return Origins.isOwn(from, headers.get(HttpHeaderNames.HOST))
        || (collects && counter.origins().allow(from));
  }

  /** Whoever goes on with it need not know of the page: all that follows from it is done here. */
  private void collect(ChannelHandlerContext context, HttpRequest request) {
    var asked = request.headers();
    if (!request.method().equals(HttpMethod.OPTIONS)
        || !asked.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
      asked.remove(HttpHeaderNames.ORIGIN);
      context.fireChannelRead(request);
      return;
    }
    var response = Answer.options().response(date.now());
    response
        .headers()
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
        .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    if (asked.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK)) {
      response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK, TRUE);
    }
    answer(context, response);
  }

  private void refuse(ChannelHandlerContext context, Problem problem) {
    counter.tally().refusedRequest(problem.code());
    answer(context, Answer.of(problem).response(date.now()));
  }

  private void answer(ChannelHandlerContext context, HttpResponse response) {
    answered = true;
    write(context, response, context.newPromise());
    context.flush();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    var response = message instanceof HttpResponse head ? head : null;
    if (varies && response != null) {
      tell(response.headers());
    }
    if (message instanceof LastHttpContent && !isInformational(response)) {
      origin = null;
      varies = false;
    }
    context.write(message, promise);
  }

  private static boolean isInformational(@Nullable HttpResponse response) {
    return response != null && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  /** A page that sends a beacon does so with credentials, which are of no meaning here. */
  private void tell(HttpHeaders headers) {
    headers.set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    if (origin != null) {
      headers
          .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE)
          .set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaderNames.RETRY_AFTER);
    }
  }
}
