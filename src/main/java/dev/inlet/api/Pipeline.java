package dev.inlet.api;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Puts our handlers into each connection, between its bytes and Micronaut. */
@Singleton
final class Pipeline implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private static final String ENCODER = "inlet-encoder";
  private static final String TURNSTILE = "inlet-turnstile";
  private static final String CORS = "inlet-cors";
  private static final String COLLECT = "inlet-collect";

  /**
   * Reads as much at once as a head with a small body takes. Netty's own becomes so small that of
   * bodies of different lengths 6 in 100 come in two pieces, which costs two reads and a buffer.
   */
  private static final RecvByteBufAllocator RECEIVE =
      new AdaptiveRecvByteBufAllocator(2048, 2048, 65_536);

  private final Provider<Counter> counter;
  private final Duration arrivalMax;
  private final @Nullable Integer managementPort;
  private final HttpDate date = new HttpDate(Clock.systemUTC());
  private final Map<EventLoop, Desk> desks = new ConcurrentHashMap<>();

  Pipeline(
      Provider<Counter> counter,
      ApiConfig config,
      @Property(name = "inlet.management-port") @Nullable Integer managementPort) {
    this.counter = counter;
    this.arrivalMax = config.arrivalMax();
    this.managementPort = managementPort;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    var registry = event.getBean();
    registry.register(new Customizer(null));
    return registry;
  }

  private Desk desk(EventLoop loop) {
    return desks.computeIfAbsent(
        loop,
        added -> {
          var one = counter.get();
          var routes = one.dialects().routes(one.config().limits(), one.keys()::secrets);
          return new Desk(added, new Judge(one.config(), one.keys()), routes);
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What a connection closes with is of no interest.
  private void build(Channel channel) {
    var one = counter.get();
    var takesCalls = !isForManagement(channel);
    var caller = new Caller(channel, one.addresses(), one.proxies());
    channel.closeFuture().addListener(closed -> caller.leave());
    if (takesCalls && caller.isOneOfFarTooMany()) {
      one.tally().refusedConnection();
      channel.close();
      return;
    }
    var decoder = new RequestDecoder();
    var encoder = new ResponseEncoder();
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    channel.config().setAutoRead(true);
    channel.config().setRecvByteBufAllocator(RECEIVE);
    channel
        .pipeline()
        .replace(
            ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
            ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
            decoder);
    channel
        .pipeline()
        .addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, ENCODER, encoder)
        .addAfter(ENCODER, TURNSTILE, new Turnstile(decoder, encoder, arrivalMax))
        .addAfter(TURNSTILE, CORS, new Cors(one, date, takesCalls))
        .addAfter(
            CORS,
            COLLECT,
            new Collect(one, desk(channel.eventLoop()), caller, date, decoder, takesCalls));
  }

  /** Events are taken on their own port alone. */
  private boolean isForManagement(Channel channel) {
    return managementPort != null
        && channel.localAddress() instanceof InetSocketAddress address
        && address.getPort() == managementPort;
  }

  private final class Customizer implements NettyServerCustomizer {
    private final @Nullable Channel channel;

    Customizer(@Nullable Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return new Customizer(role == ChannelRole.CONNECTION ? channel : null);
    }

    @Override
    public void onInitialPipelineBuilt() {
      if (channel != null) {
        build(channel);
      }
    }
  }
}
