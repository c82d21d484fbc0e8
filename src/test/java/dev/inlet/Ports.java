package dev.inlet;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are ended and started again. The system would give one that is free for a
 * moment to another test, whose client would then talk to the wrong server; so these are below
 * those that it gives away, and each is given once, whichever JVM of the suite asks. Suites in
 * other folders begin elsewhere.
 */
public final class Ports {
  private static final Path LAST = Path.of("target", "last-port");
  private static final int FIRST = 16_000;
  private static final int COUNT = 16_000;

  private Ports() {}

  /** One that nobody listens on, and that no other test is given. */
  public static synchronized int free() {
    try (var file = FileChannel.open(LAST, CREATE, READ, WRITE);
        var alone = file.lock()) {
      int port = next(last(file));
      while (!isFree(port)) {
        port = next(port);
      }
      file.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, port), 0);
      return port;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int last(FileChannel file) throws IOException {
    var last = ByteBuffer.allocate(Integer.BYTES);
    boolean isFirst = file.read(last, 0) < Integer.BYTES;
    return isFirst ? FIRST + ThreadLocalRandom.current().nextInt(COUNT) : last.getInt(0);
  }

  private static int next(int port) {
    return FIRST + (port + 1 - FIRST) % COUNT;
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
