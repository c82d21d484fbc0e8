package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Sends requests at a fixed rate, whatever the server makes of it.
 *
 * <p>Each is measured from when it was due, and not from when a connection was free for it: a
 * server that stalls would otherwise be spared the requests that wait meanwhile. One thread does
 * it, and unless it is told to rest it never sleeps, so it needs a core of its own. It makes no
 * garbage while it sends, as a collection here would pass for a stall of the server.
 */
final class OpenLoad implements AutoCloseable {
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("\r\ncontent-length: (\\d+)\r\n", Pattern.CASE_INSENSITIVE);
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final Duration ANSWER_MAX = Duration.ofMinutes(30);
  private static final double NANOS = 1e9;

  private final Selector selector = Selector.open();
  private final List<ByteBuffer> requests;
  private final Queue<Connection> free = new ArrayDeque<>();
  private final ByteBuffer read = ByteBuffer.allocateDirect(16 * 1024);
  private final Consumer<SelectionKey> ready = this::ready;

  /** All answers of a server to requests of one kind have the same length. */
  private int answerBytes;

  private long restNanos;
  private long[] nanos = {};
  private int answered;

  private static final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer unsent;
    private long due;
    private int received;

    private Connection(SocketChannel channel, int requestBytesMax) {
      this.channel = channel;
      this.unsent = ByteBuffer.allocateDirect(requestBytesMax).limit(0);
    }
  }

  /**
   * @param bodies that are sent in turns, by POST
   */
  OpenLoad(int port, String path, int connections, List<String> bodies) throws IOException {
    requests = bodies.stream().map(body -> request(path, body)).toList();
    int bytesMax = requests.stream().mapToInt(ByteBuffer::remaining).max().orElseThrow();
    for (int i = 0; i < connections; i++) {
      var channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      var connection = new Connection(channel, bytesMax);
      channel.register(selector, SelectionKey.OP_READ, connection);
      free.add(connection);
    }
  }

  private static ByteBuffer request(String path, String body) {
    var bytes =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(ISO_8859_1);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** Sleeps for so long whenever there is nothing to do, by which the latencies get worse. */
  OpenLoad resting(Duration rest) {
    restNanos = rest.toNanos();
    return this;
  }

  /** Sends so many a second for so long, and waits until all are answered. */
  Latencies run(double perSecond, Duration time) throws IOException {
    int all = (int) Math.max(1, perSecond * time.toMillis() / 1000);
    double between = NANOS / perSecond;
    nanos = new long[all];
    answered = 0;
    System.gc();
    long start = System.nanoTime();
    long end = start + time.plus(ANSWER_MAX).toNanos();
    for (int sent = 0; answered < all; ) {
      long now = System.nanoTime();
      while (sent < all && start + (long) (sent * between) <= now && !free.isEmpty()) {
        send(free.remove(), requests.get(sent % requests.size()), start + (long) (sent * between));
        sent++;
      }
      if (turn() == 0 && restNanos > 0) {
        LockSupport.parkNanos(restNanos);
      }
      if (now > end) {
        throw new IOException("%d of %d requests are not answered".formatted(all - answered, all));
      }
    }
    return Latencies.of(nanos);
  }

  private void send(Connection connection, ByteBuffer request, long due) throws IOException {
    connection.due = due;
    connection.received = 0;
    connection.unsent.clear().limit(request.limit()).put(0, request, 0, request.limit());
    write(connection);
  }

  private void write(Connection connection) throws IOException {
    connection.channel.write(connection.unsent);
    int more = connection.unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    connection.channel.keyFor(selector).interestOps(SelectionKey.OP_READ | more);
  }

  private int turn() throws IOException {
    try {
      return selector.selectNow(ready);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private void ready(SelectionKey key) {
    var connection = (Connection) key.attachment();
    try {
      if (key.isWritable()) {
        write(connection);
      }
      if (key.isReadable()) {
        receive(connection);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void receive(Connection connection) throws IOException {
    read.clear();
    int length = connection.channel.read(read);
    if (length < 0) {
      throw new IOException("the server closed a connection");
    }
    if (connection.received == 0) {
      check();
    }
    connection.received += length;
    if (connection.received >= answerBytes) {
      nanos[answered++] = System.nanoTime() - connection.due;
      free.add(connection);
    }
  }

  private void check() throws IOException {
    if (read.get(STATUS_AT) != '2' || read.get(STATUS_AT + 2) != '0') {
      throw new IOException("not answered 200: " + text());
    }
    if (answerBytes == 0) {
      var text = text();
      var found = CONTENT_LENGTH.matcher(text);
      if (!found.find()) {
        throw new IOException("an answer without a length: " + text);
      }
      answerBytes = text.indexOf("\r\n\r\n") + 4 + Integer.parseInt(found.group(1));
    }
  }

  private String text() {
    var bytes = new byte[read.position()];
    read.get(0, bytes);
    return new String(bytes, ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
