package dev.inlet.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Netty's decoder behind a strict door: bytes reach it only after {@link HeadCheck} and {@link
 * ChunkLine} have let them pass. What they refuse comes out as one {@link Malformed}, and what
 * follows it on the connection is thrown away.
 */
final class RequestDecoder extends HttpRequestDecoder {
  /** What the next bytes belong to. */
  private enum Phase {
    /** Nothing of a request has arrived. */
    IDLE,
    HEAD,
    FIXED_BODY,
    CHUNK_LINE,
    CHUNK,
    TRAILERS,
    /** The connection is beyond repair. */
    BROKEN
  }

  private static final int CONTENT_BYTES_MAX = 64 * 1024;
  private static final int CHUNK_END_BYTES = 2;
  private static final int UNCHECKED_BYTES = 256;

  /** What would be looked at again is what {@link HeadCheck} has let pass. */
  private static final DefaultHttpHeadersFactory HEADERS =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);

  private final Trailers trailers;
  private final HeadCheck check = new HeadCheck();

  /** A buffer gives many bytes at once for little more than one. */
  private final byte[] unchecked = new byte[UNCHECKED_BYTES];

  private Phase phase = Phase.IDLE;
  private int checked;
  private long chunkLeft;
  private long section;

  RequestDecoder() {
    this(new Trailers());
  }

  private RequestDecoder(Trailers trailers) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(HeadCheck.REQUEST_LINE_BYTES_MAX)
            .setMaxHeaderSize(HeadCheck.HEADER_BYTES_MAX)
            .setMaxChunkSize(CONTENT_BYTES_MAX)
            .setStrictLineParsing(true)
            .setHeadersFactory(HEADERS)
            .setTrailersFactory(trailers));
    this.trailers = trailers;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    switch (phase) {
      case IDLE, HEAD -> head(context, in, out);
      case FIXED_BODY -> pass(context, in, out);
      case CHUNK_LINE -> chunkLine(context, in, out);
      case CHUNK -> chunk(context, in, out);
      case TRAILERS -> trailers(context, in, out);
      case BROKEN -> in.skipBytes(in.readableBytes());
    }
  }

  private void head(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
    if (phase == Phase.IDLE) {
      phase = Phase.HEAD;
      section++;
      check.startHead();
    }
    if (!check(in, out)) {
      return;
    }
    checked = 0;
    var before = out.size();
    super.decode(context, in, out);
    if (out.size() > before && out.get(before) instanceof HttpRequest request) {
      var fault = HeadRules.fault(request);
      if (fault != null) {
        breakOff(in, out, before, fault);
        return;
      }
      request.setUri(HeadRules.originForm(request.uri()));
      trailers.expected = HttpUtil.isTransferEncodingChunked(request);
      phase = trailers.expected ? Phase.CHUNK_LINE : Phase.FIXED_BODY;
      section++;
    }
    finish(in, out, before);
  }

  /** Whether a whole head or trailer section is there and in order. */
  private boolean check(ByteBuf in, List<Object> out) {
    int from = in.readerIndex() + checked;
    while (from < in.writerIndex() && check.fault() == null && !check.done()) {
      int length = Math.min(UNCHECKED_BYTES, in.writerIndex() - from);
      in.getBytes(from, unchecked, 0, length);
      check.take(unchecked, length);
      from += length;
    }
    checked = in.writerIndex() - in.readerIndex();
    var fault = check.fault();
    if (fault != null) {
      breakOff(in, out, out.size(), fault);
      return false;
    }
    return check.done();
  }

  private void chunkLine(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    var size = ChunkLine.size(in);
    if (size == ChunkLine.BAD) {
      breakOff(in, out, out.size(), badChunk("a size must be hexadecimal digits, then CR LF"));
    } else if (size == 0) {
      phase = Phase.TRAILERS;
      check.startTrailers();
      checked = 0;
      pass(context, in, out);
    } else if (size != ChunkLine.MORE) {
      phase = Phase.CHUNK;
      chunkLeft = in.bytesBefore((byte) '\n') + 1 + size + CHUNK_END_BYTES;
      chunk(context, in, out);
    }
  }

  private void chunk(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
    var before = in.readerIndex();
    pass(context, in, out);
    chunkLeft -= in.readerIndex() - before;
    if (chunkLeft == 0 && phase == Phase.CHUNK) {
      phase = Phase.CHUNK_LINE;
    }
  }

  private void trailers(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (check(in, out)) {
      checked = 0;
      pass(context, in, out);
    }
  }

  private void pass(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
    var before = out.size();
    super.decode(context, in, out);
    finish(in, out, before);
  }

  private void finish(ByteBuf in, List<Object> out, int before) {
    for (int i = before; i < out.size(); i++) {
      var part = out.get(i);
      if (part instanceof HttpObject http && http.decoderResult().isFailure()) {
        breakOff(in, out, i, badChunk("a chunk must end in CR LF"));
        return;
      }
      if (part instanceof LastHttpContent) {
        phase = Phase.IDLE;
      }
    }
  }

  private static Malformed badChunk(String why) {
    return Malformed.badRequest("chunk", "The chunked body is malformed: " + why + ".");
  }

  private void breakOff(ByteBuf in, List<Object> out, int from, Malformed what) {
    while (out.size() > from) {
      ReferenceCountUtil.release(out.remove(out.size() - 1));
    }
    in.skipBytes(in.readableBytes());
    phase = Phase.BROKEN;
    out.add(what);
  }

  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    // The peer has ended in the middle of a request: there is nobody to whom a part of it is due.
    if (in.isReadable()) {
      decode(context, in, out);
    }
  }

  /** Whether a head or a body has started to arrive and is not complete. */
  boolean isWaiting() {
    return phase == Phase.HEAD ? check.started() : phase != Phase.IDLE && phase != Phase.BROKEN;
  }

  /** The target of a head that is arriving; empty when not all of it is here. */
  String target() {
    var in = internalBuffer();
    var length = Math.min(in.readableBytes(), HeadCheck.REQUEST_LINE_BYTES_MAX);
    var words = in.toString(in.readerIndex(), length, US_ASCII).stripLeading().split(" ", 3);
    return words.length < 3 ? "" : HeadRules.originForm(words[1]);
  }

  /** Rises with every head and every body that starts, so that each has its own time. */
  long section() {
    return section;
  }

  /** Has no headers made for trailers where none can come. */
  private static final class Trailers implements HttpHeadersFactory {
    private boolean expected;

    @Override
    public HttpHeaders newHeaders() {
      return expected ? HEADERS.newHeaders() : EmptyHttpHeaders.INSTANCE;
    }

    @Override
    public HttpHeaders newEmptyHeaders() {
      return newHeaders();
    }
  }
}
