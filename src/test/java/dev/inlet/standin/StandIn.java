package dev.inlet.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.inlet.standin.Reply.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that is strict where AWS is: it speaks the protocols of Firehose and S3, refuses what
 * they would refuse with their error codes, and lets go wrong what a script says.
 *
 * <p>What it took is in the files of its folder, and in what S3's calls answer.
 */
public final class StandIn implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(50);

  static {
    // An answer would otherwise wait for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Setup setup;
  private final Scripts scripts;
  private final Buckets buckets;
  private final FirehoseEndpoint firehose;
  private final S3Endpoint s3;
  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread ticker;

  private StandIn(Setup setup) throws IOException {
    this.setup = setup;
    scripts = new Scripts(setup.clock());
    buckets = new Buckets(setup.folder(), setup.buckets());
    firehose = new FirehoseEndpoint(setup, scripts, buckets);
    s3 = new S3Endpoint(setup, scripts, buckets);
    server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port()), 0);
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    ticker = Thread.ofVirtual().name("stand-in-ticker").unstarted(this::tickOnAndOn);
  }

  public static StandIn start(Setup setup) throws IOException {
    var standIn = new StandIn(setup);
    standIn.server.start();
    standIn.ticker.start();
    return standIn;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What the environment of a client of it says, in the SDK's own names. */
  public Map<String, String> environment() {
    return new TreeMap<>(
        Map.of(
            "AWS_ENDPOINT_URL", endpoint().toString(),
            "AWS_REGION", setup.region(),
            "AWS_ACCESS_KEY_ID", setup.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", setup.secretAccessKey()));
  }

  public Setup setup() {
    return setup;
  }

  /** From now on, this goes wrong with the calls to the stream or bucket of this name. */
  public void script(String name, Script script) {
    scripts.set(name, script);
  }

  /** What the stream or bucket of this name saw so far. */
  public Counts counts(String name) {
    return firehose.stream(name)
        .map(DeliveryStream::counter)
        .or(() -> buckets.counter(name))
        .map(Counter::counts)
        .orElse(Counts.NONE);
  }

  /** The keys of a bucket, sorted. */
  public List<String> keys(String bucket, String prefix) {
    return List.copyOf(buckets.sizes(bucket, prefix).keySet());
  }

  public byte[] object(String bucket, String key) {
    return buckets.get(bucket, key).orElseThrow();
  }

  /** Writes objects whose time has come; it happens by itself, but not at once. */
  public void tick() {
    firehose.tick();
  }

  /** Writes everything that streams hold back into objects. */
  public void flush() {
    firehose.flush();
  }

  @Override
  public void close() {
    ticker.interrupt();
    server.stop(0);
    workers.shutdownNow();
    flush();
  }

  private void tickOnAndOn() {
    try {
      while (true) {
        Thread.sleep(TICK);
        tick();
      }
    } catch (InterruptedException e) {
      // It is closed.
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      reply(exchange, reply(request(exchange)));
    }
  }

  private Reply reply(Request request) {
    boolean json = request.has("x-amz-target") || request.path().equals("/");
    return json ? firehose.handle(request) : s3.handle(request);
  }

  private static Request request(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, List<String>>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    var uri = exchange.getRequestURI();
    var query = uri.getRawQuery();
    try (InputStream body = exchange.getRequestBody()) {
      return new Request(
          exchange.getRequestMethod(),
          uri.getRawPath(),
          query == null ? "" : query,
          headers,
          body.readAllBytes());
    }
  }

  /** An exchange that is closed before its answer cuts the connection. */
  private static void reply(HttpExchange exchange, Reply reply) throws IOException {
    switch (reply) {
      case Answer answer -> write(exchange, answer);
      case Reply.Late late -> {
        await(late);
        reply(exchange, late.reply());
      }
      case Reply.Cut cut -> {}
    }
  }

  private static void await(Reply.Late late) throws IOException {
    try {
      Thread.sleep(late.delay());
    } catch (InterruptedException e) {
      throw new IOException("the stand-in is closed", e);
    }
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean empty = answer.body().length == 0;
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
  }
}
