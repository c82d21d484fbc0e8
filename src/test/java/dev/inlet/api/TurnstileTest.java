package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those behind it are told of a connection on which nothing happens. */
class TurnstileTest {
  private final List<Object> told = new ArrayList<>();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new Turnstile(new RequestDecoder(), new ResponseEncoder(), Duration.ofSeconds(10)),
          new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
              told.add(event);
            }
          });

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  private boolean isToldOfIdling() {
    told.clear();
    channel.pipeline().fireUserEventTriggered(IdleStateEvent.ALL_IDLE_STATE_EVENT);
    return !told.isEmpty();
  }

  @Test
  void aClientIsNotIdleThatWaitsForItsAnswer() {
    assertThat(isToldOfIdling()).isTrue();

    channel.writeInbound(
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER));
    assertThat(isToldOfIdling()).isFalse();

    channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    assertThat(isToldOfIdling()).isTrue();

    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(isToldOfIdling()).isTrue();
  }
}
