package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Sends one request again and again on many connections that are kept, each time as soon as the
 * last one is answered. One thread does it, so it needs one core.
 *
 * <p>All answers of a server to the same request have the same length, so an answer is complete
 * when so many bytes are there; anything but 200 ends the run.
 */
final class Load implements AutoCloseable {
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("\r\ncontent-length: (\\d+)\r\n", Pattern.CASE_INSENSITIVE);
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final long SELECT_MILLIS = 100;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  private final Selector selector = Selector.open();
  private final ByteBuffer request;
  private final ByteBuffer read = ByteBuffer.allocateDirect(16 * 1024);
  private int headBytes;
  private int answerBytes;

  /** Whether no more requests are sent. */
  private boolean ending;

  /** What has come of the answer on one connection. */
  private static final class Connection {
    private int received;
  }

  Load(int port, int connections, byte[] request) throws IOException {
    this.request = ByteBuffer.allocateDirect(request.length).put(request).flip();
    for (int i = 0; i < connections; i++) {
      var channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Connection());
    }
  }

  /** The bytes of a body that this server answers with. */
  static int answerBodyBytes(int port, byte[] request) throws IOException {
    try (var load = new Load(port, 1, request)) {
      load.sendOnAll();
      var end = System.nanoTime() + ANSWER_MAX.toNanos();
      while (load.answerBytes == 0) {
        if (System.nanoTime() > end) {
          throw new IOException("no answer within " + ANSWER_MAX);
        }
        load.turn();
      }
      return load.answerBytes - load.headBytes;
    }
  }

  /** Sends for so long, and returns how many requests were answered. */
  long run(Duration time) throws IOException {
    var end = System.nanoTime() + time.toNanos();
    sendOnAll();
    long answered = 0;
    while (System.nanoTime() < end) {
      answered += turn();
    }
    return answered + drain();
  }

  private void sendOnAll() throws IOException {
    for (var key : selector.keys()) {
      send((SocketChannel) key.channel());
    }
  }

  /** Waits for the answers that are still to come. */
  private long drain() throws IOException {
    ending = true;
    long answered = 0;
    for (long turn = turn(); turn > 0; turn = turn()) {
      answered += turn;
    }
    ending = false;
    return answered;
  }

  private long turn() throws IOException {
    selector.select(SELECT_MILLIS);
    long answered = 0;
    for (var keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
      var key = keys.next();
      keys.remove();
      answered += receive((SocketChannel) key.channel(), (Connection) key.attachment());
    }
    return answered;
  }

  private long receive(SocketChannel channel, Connection connection) throws IOException {
    read.clear();
    var length = channel.read(read);
    if (length < 0) {
      throw new IOException("the server closed a connection");
    }
    if (connection.received == 0) {
      check();
    }
    connection.received += length;
    if (connection.received < answerBytes) {
      return 0;
    }
    connection.received = 0;
    if (!ending) {
      send(channel);
    }
    return 1;
  }

  private void check() throws IOException {
    if (read.get(STATUS_AT) != '2' || read.get(STATUS_AT + 2) != '0') {
      throw new IOException("not answered 200: " + text());
    }
    if (answerBytes == 0) {
      var text = text();
      var found = CONTENT_LENGTH.matcher(text);
      headBytes = text.indexOf("\r\n\r\n") + "\r\n\r\n".length();
      if (!found.find()) {
        throw new IOException("an answer without a length: " + text);
      }
      answerBytes = headBytes + Integer.parseInt(found.group(1));
    }
  }

  private String text() {
    var bytes = new byte[read.position()];
    read.get(0, bytes);
    return new String(bytes, ISO_8859_1);
  }

  private void send(SocketChannel channel) throws IOException {
    request.rewind();
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
