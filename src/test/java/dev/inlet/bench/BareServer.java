package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.inlet.event.BodyReader;
import dev.inlet.event.Call;
import dev.inlet.event.Envelope;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Reading;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Takes each body to its end and answers 200, as Inlet does in length: {@code <port> <whether the
 * body is read, checked and encoded as Inlet does>}. It keeps nothing.
 */
final class BareServer {
  private static final String REQUEST_ID = "01a1fc7a-1f0b-7285-adf4-87a77b346fc5";
  private static final int BODY_BYTES = 1 << 20;

  private BareServer() {}

  public static void main(String[] args) throws InterruptedException {
    boolean reads = Boolean.parseBoolean(args[1]);
    new ServerBootstrap()
        .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
        .channel(NioServerSocketChannel.class)
        .childHandler(new Connections(reads))
        .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  private static final class Connections extends ChannelInitializer<SocketChannel> {
    private final boolean reads;

    /** One for all connections, as they share one thread. */
    private final BodyReader reader =
        new BodyReader(new EventLimits(5000, 256 * 1024, 4 * BODY_BYTES));

    private Connections(boolean reads) {
      this.reads = reads;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      channel.pipeline().addLast(new HttpServerCodec());
      channel.pipeline().addLast(reads ? new Encoding(reader) : new Answering());
    }
  }

  /** Answers when a body has ended, of which it looks at nothing. */
  private static class Answering extends SimpleChannelInboundHandler<HttpObject> {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Netty closes a channel whose writes fail.
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (message instanceof HttpContent content) {
        take(content.content());
      }
      if (message instanceof LastHttpContent) {
        var body = Unpooled.wrappedBuffer(answer(accepted()));
        var response =
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        context.writeAndFlush(response);
      }
    }

    void take(ByteBuf part) {}

    int accepted() {
      return 1;
    }

    private static byte[] answer(int accepted) {
      var text = "{\"requestId\":\"" + REQUEST_ID + "\",\"accepted\":" + accepted;
      return (text + ",\"rejected\":[]}").getBytes(US_ASCII);
    }
  }

  /** Makes lines of each body, and forgets them. */
  private static final class Encoding extends Answering {
    private final BodyReader reader;
    private byte[] body = new byte[8 * 1024];
    private int length;

    private Encoding(BodyReader reader) {
      this.reader = reader;
    }

    @Override
    void take(ByteBuf part) {
      int more = part.readableBytes();
      if (body.length < length + more) {
        body = Arrays.copyOf(body, Math.max(length + more, 2 * body.length));
      }
      part.readBytes(body, length, more);
      length += more;
    }

    @Override
    int accepted() {
      var reading = (Reading.Accepted) reader.read(Call.TRACK, body, length);
      length = 0;
      return reading
          .lines(new Envelope(REQUEST_ID, System.currentTimeMillis(), null, null, null, null))
          .count();
    }
  }
}
