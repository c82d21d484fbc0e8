package dev.inlet.api;

import dev.inlet.event.Output;
import dev.inlet.event.Reading.RefusedEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A status, a body, and what else the client must know. */
public record Answer(
    HttpResponseStatus status, AsciiString type, ByteBuf body, @Nullable Duration retryAfter) {
  private static final DefaultHttpHeadersFactory HEADERS =
      DefaultHttpHeadersFactory.headersFactory();
  private static final AsciiString JSON = AsciiString.cached("application/json");
  private static final AsciiString PROBLEM = AsciiString.cached("application/problem+json");
  private static final byte[] REQUEST_ID = Output.ascii("{\"requestId\":\"");
  private static final byte[] ACCEPTED = Output.ascii("\",\"accepted\":");
  private static final byte[] NONE_REJECTED = Output.ascii(",\"rejected\":[]}");

  /** What an answer takes that refuses nothing of up to 99,999 events. */
  private static final int TAKEN_BYTES = 83;

  static final AsciiString POST_ONLY = AsciiString.cached("POST, OPTIONS");

  /** What who has no key is asked for; no browser shows a form for it. */
  public static final String CHALLENGE = "Bearer realm=\"inlet\"";

  /** Some or all of a body was taken. */
  static Answer taken(String requestId, int accepted, List<RefusedEvent> refused) {
    if (!refused.isEmpty()) {
      return json(Json.taken(requestId, accepted, refused));
    }
    var body = new Output(TAKEN_BYTES).put(REQUEST_ID).putAscii(requestId);
    body.put(ACCEPTED).put(accepted).put(NONE_REJECTED);
    return json(Unpooled.wrappedBuffer(body.bytes()).writerIndex(body.length()));
  }

  /** A body was taken, and this JSON says so. */
  public static Answer json(byte[] body) {
    return json(Unpooled.wrappedBuffer(body));
  }

  private static Answer json(ByteBuf body) {
    return new Answer(HttpResponseStatus.OK, JSON, body, null);
  }

  static Answer of(Problem problem) {
    return new Answer(
        problem.status(), PROBLEM, Unpooled.wrappedBuffer(Json.of(problem)), problem.retryAfter());
  }

  /** The path is there and takes POST. */
  static Answer options() {
    return new Answer(HttpResponseStatus.NO_CONTENT, JSON, Unpooled.EMPTY_BUFFER, null);
  }

  FullHttpResponse response(AsciiString date) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            body,
            HEADERS.newEmptyHeaders(),
            EmptyHttpHeaders.INSTANCE);
    var headers = response.headers();
    headers.set(HttpHeaderNames.DATE, date);
    if (status.code() == HttpResponseStatus.NO_CONTENT.code()) {
      headers.set(HttpHeaderNames.ALLOW, POST_ONLY);
      return response;
    }
    headers.set(HttpHeaderNames.CONTENT_TYPE, type);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    if (status.code() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
      headers.set(HttpHeaderNames.ALLOW, POST_ONLY);
    }
    if (status.code() == HttpResponseStatus.UNAUTHORIZED.code()) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE);
    }
    if (retryAfter != null) {
      headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
    return response;
  }

  /** Ends the connection's use by the client that still sends, or speaks another version. */
  static void close(FullHttpResponse response) {
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
  }
}
