package dev.inlet.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that sends just these bytes, right or wrong. */
public final class RawHttp implements AutoCloseable {
  private static final Duration FIRST_BYTE_MAX = Duration.ofSeconds(5);

  private final Socket socket;

  public RawHttp(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends it, and reads until the server closes or says nothing for a second. */
  public static String answer(int port, String request) {
    try (var http = new RawHttp(port)) {
      http.send(request);
      return http.read(Duration.ofSeconds(1));
    }
  }

  public RawHttp send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  RawHttp send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Sends the same again and again, until for two seconds nothing more is taken.
   *
   * @param max after so many it gives up
   * @return how many were sent, with the one that is only taken when answers are read
   */
  int sendUntilNoMoreIsTaken(String text, int max) throws InterruptedException {
    var bytes = text.getBytes(ISO_8859_1);
    var begun = new AtomicInteger();
    var ended = new AtomicBoolean();
    var sender =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (!ended.get() && begun.get() < max) {
                begun.incrementAndGet();
                send(bytes);
              }
            });
    for (int before = -1; begun.get() > before; ) {
      before = begun.get();
      sender.join(2000);
    }
    ended.set(true);
    return begun.get();
  }

  /** Says that nothing more is to come. */
  RawHttp endOutput() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Reads until the server closes, or is silent for so long after its first byte, for which a busy
   * disk may need longer; ends in {@code <closed>} if it closed.
   */
  public String read(Duration silence) {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.setSoTimeout((int) FIRST_BYTE_MAX.plus(silence).toMillis());
      var in = socket.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        socket.setSoTimeout((int) silence.toMillis());
        bytes.write(b);
      }
      return bytes.toString(ISO_8859_1) + "<closed>";
    } catch (SocketTimeoutException silent) {
      return bytes.toString(ISO_8859_1);
    } catch (IOException failed) {
      return bytes.toString(ISO_8859_1) + "<broken>";
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
