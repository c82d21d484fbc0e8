package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What nobody can beat who answers only when it is on disk: requests come at a fixed rate, and all
 * that have come are written and synced at once. Nothing else is done with them.
 *
 * <p>It is a process on the servers' core, which is told by a connection what to do: {@code <port>
 * <folder>}. As with a server, the other core never rests meanwhile: on a virtual machine what
 * makes a write there may have to wait for a core of the host.
 */
final class DiskAlone implements AutoCloseable {
  /** As a server in a comparison. */
  static final String NAME = "s";

  private static final int EVENT_BYTES = 330;
  private static final int FILE_BYTES = 64 << 20;
  private static final int BYTES_MAX = 1 << 20;
  private static final double NANOS = 1e9;
  private static final Pattern BLANK = Pattern.compile(" ");

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES_MAX);
  private final FileChannel file;
  private long position;

  /**
   * In a file there, which has all the bytes that it will ever have before anything is measured.
   */
  DiskAlone(Path folder) throws IOException {
    file =
        FileChannel.open(
            folder.resolve("disk"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    for (int at = 0; at < FILE_BYTES; at += BYTES_MAX) {
      file.write(bytes.clear(), at);
    }
    file.force(true);
  }

  /** Starts one with its file in the folder. */
  static Server start(Path folder) throws IOException, InterruptedException {
    return Server.start(DiskAlone.class, folder.resolve("disk-log"), folder.toString());
  }

  public static void main(String[] args) throws IOException {
    var here = InetAddress.getLoopbackAddress();
    try (var disk = new DiskAlone(Path.of(args[1]));
        var listening = new ServerSocket(Integer.parseInt(args[0]), 1, here)) {
      while (true) {
        try (var asker = listening.accept()) {
          disk.answer(asker);
        }
      }
    }
  }

  /** Has one do as {@link #run} says, and keeps this core busy as long. */
  static double[] ask(Server disk, Kind kind, double perSecond, Duration time) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), disk.port())) {
      var question = kind.events() + " " + perSecond + " " + time.toMillis() + "\n";
      socket.getOutputStream().write(question.getBytes(US_ASCII));
      var answer = socket.getInputStream();
      while (answer.available() == 0 && disk.process().isAlive()) {
        Thread.onSpinWait();
      }
      var shares = new String(answer.readAllBytes(), US_ASCII);
      if (shares.isEmpty()) {
        throw new IOException("the disk alone was not measured; it says why in its log");
      }
      return BLANK.splitAsStream(shares).mapToDouble(Double::parseDouble).toArray();
    }
  }

  private void answer(Socket asker) throws IOException {
    var question = new BufferedReader(new InputStreamReader(asker.getInputStream(), US_ASCII));
    var line = question.readLine();
    if (line == null) {
      return; // It was asked whether it listens.
    }
    var words = BLANK.split(line, -1);
    var kind = new Kind(Integer.parseInt(words[0]), 1);
    var time = Duration.ofMillis(Long.parseLong(words[2]));
    var shares = Timing.of(run(kind, Double.parseDouble(words[1]), time));
    var text = DoubleStream.of(shares).mapToObj(Double::toString).collect(Collectors.joining(" "));
    asker.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /** How long each waits from when it was due until it is safe. */
  Latencies run(Kind kind, double perSecond, Duration time) throws IOException {
    long requestBytes = (long) kind.events() * EVENT_BYTES;
    var nanos = new long[(int) Math.max(1, perSecond * time.toMillis() / 1000)];
    double between = NANOS / perSecond;
    long start = System.nanoTime();
    for (int safe = 0; safe < nanos.length; ) {
      long now = System.nanoTime();
      int come = Math.min(nanos.length, 1 + (int) ((now - start) / between));
      if (come > safe) {
        make(Math.min((come - safe) * requestBytes, BYTES_MAX));
        long then = System.nanoTime();
        for (; safe < come; safe++) {
          nanos[safe] = then - start - (long) (safe * between);
        }
      }
    }
    return Latencies.of(nanos);
  }

  private void make(long size) throws IOException {
    if (position + size > FILE_BYTES) {
      position = 0;
    }
    position += file.write(bytes.clear().limit((int) size), position);
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
