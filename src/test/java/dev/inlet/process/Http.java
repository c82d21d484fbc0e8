package dev.inlet.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection that is kept, as a plain client has it. */
public final class Http implements AutoCloseable {
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  /** What came back; header names are in lower case. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  private final Socket socket;
  private final InputStream in;

  public Http(int port) {
    try {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) SILENCE_MAX.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** One request on a connection of its own. */
  public static Answer once(int port, String method, String path, String body, String... headers) {
    try (var http = new Http(port)) {
      return http.call(method, path, body.getBytes(UTF_8), headers);
    }
  }

  Answer post(String path, String body, String... headers) {
    return call("POST", path, body.getBytes(UTF_8), headers);
  }

  /** Sends a request with these header lines, and reads its answer. */
  public Answer call(String method, String path, byte[] body, String... headers) {
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    if (!String.join("\n", headers).contains("Content-Type:")) {
      head.append("Content-Type: application/json\r\n");
    }
    for (var header : headers) {
      head.append(header).append("\r\n");
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    return send(bytes.toByteArray()).answer();
  }

  /** Sends just these bytes. */
  Http send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reads one whole answer. */
  Answer answer() {
    try {
      var status = Integer.parseInt(line().split(" ", 3)[1]);
      var headers = new TreeMap<String, String>();
      for (var line = line(); !line.isEmpty(); line = line()) {
        var colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      var body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the answer's body ends early");
      }
      return new Answer(status, headers, new String(body, UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the answer ends early");
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).strip();
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
