package dev.inlet.erase;

import dev.inlet.spool.Disk;
import dev.inlet.spool.Frame;
import dev.inlet.spool.Spool;
import dev.inlet.spool.SpoolConfig;
import dev.inlet.spool.SpoolGlance;
import dev.inlet.spool.SpoolRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The spools of a data folder.
 *
 * <p>Those that no server has are taken, so that none starts in between. What a server has it is
 * left to deliver: what arrives in the lake is erased there.
 */
final class SpoolSite implements AutoCloseable {
  private static final List<String> STREAMS = List.of("events", "rejected");
  private static final SpoolConfig CONFIG =
      new SpoolConfig(Long.MAX_VALUE, 64 << 20, Duration.ofDays(1), 0, 1 << 20);
  private static final long SOON_MILLIS = 100;

  private final Path data;
  private final Map<String, Spool> taken = new HashMap<>();
  private final Map<String, Long> awaited = new HashMap<>();

  private SpoolSite(Path data) {
    this.data = data;
  }

  /** Looks only. */
  static SpoolSite at(Path data) {
    return new SpoolSite(data);
  }

  static SpoolSite take(Path data) throws IOException {
    var site = new SpoolSite(data);
    for (var stream : STREAMS) {
      var glance = SpoolGlance.read(site.folder(stream), Disk.real(), frame -> {});
      if (glance.isPresent()) {
        site.take(stream, glance.get().next());
      }
    }
    return site;
  }

  private void take(String stream, long next) throws IOException {
    try {
      taken.put(stream, Spool.open(folder(stream), CONFIG, Disk.real(), () -> {}));
    } catch (SpoolRefused inUse) {
      awaited.put(stream, next);
    }
  }

  private Path folder(String stream) {
    return data.resolve("spool").resolve(stream);
  }

  /** Whether a server runs on the folder. */
  boolean isServed() {
    return !awaited.isEmpty();
  }

  /** Waits until a server has delivered what it had, or the time is over. */
  void awaitDelivery(Duration max, Consumer<String> progress) throws IOException {
    long end = System.nanoTime() + max.toNanos();
    boolean isTold = false;
    while (!isDelivered() && System.nanoTime() < end) {
      if (!isTold) {
        progress.accept("waiting for the server to deliver what it has");
        isTold = true;
      }
      sleep();
    }
  }

  private boolean isDelivered() throws IOException {
    for (var stream : awaited.entrySet()) {
      var glance = SpoolGlance.atCheckpoint(folder(stream.getKey()), Disk.real());
      if (glance.isPresent() && glance.get().delivered() < stream.getValue()) {
        return false;
      }
    }
    return true;
  }

  private static void sleep() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(SOON_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", hurried);
    }
  }

  /** How far each spool is delivered: an object of sequences above may be written again. */
  Map<String, Long> delivered() throws IOException {
    var delivered = new HashMap<String, Long>();
    for (var stream : STREAMS) {
      SpoolGlance.atCheckpoint(folder(stream), Disk.real())
          .ifPresent(glance -> delivered.put(glance.id(), glance.delivered()));
    }
    return delivered;
  }

  /** Takes the lines of a frame. */
  @FunctionalInterface
  interface Taker {
    void take(String stream, byte[] bytes, int start, int end, boolean isDelivered);
  }

  /** Reads all lines that are in the files of the spools. */
  void each(Taker taker) throws IOException {
    for (var stream : STREAMS) {
      var glance = SpoolGlance.atCheckpoint(folder(stream), Disk.real());
      if (glance.isPresent()) {
        long below = glance.get().delivered();
        SpoolGlance.readAll(
            folder(stream), Disk.real(), frame -> each(stream, frame, below, taker));
      }
    }
  }

  private static void each(String stream, Frame frame, long below, Taker taker) {
    var bytes = new byte[frame.lines().remaining()];
    frame.lines().duplicate().get(bytes);
    int start = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        taker.take(stream, bytes, start, at, frame.last() < below);
        start = at + 1;
      }
    }
  }

  /** Deletes from the disk what is delivered, where no server is. */
  void forgetDelivered() throws IOException {
    for (var spool : taken.values()) {
      if (spool.checkpoint().delivered() == spool.state().next()) {
        spool.roll();
      }
    }
    if (!isServed()) {
      deleteOutgoing();
    }
  }

  /** Objects that were to be sent: they are made anew from the spool. */
  private void deleteOutgoing() throws IOException {
    var folder = data.resolve("outgoing");
    if (Files.isDirectory(folder)) {
      try (var paths = Files.walk(folder)) {
        for (var path : paths.filter(Files::isRegularFile).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** The files of damaged records. Only names are looked at: a server's files come and go. */
  List<Path> damaged() throws IOException {
    var damaged = new ArrayList<Path>();
    for (var stream : STREAMS) {
      var folder = folder(stream);
      if (Files.isDirectory(folder)) {
        Disk.real().list(folder).stream()
            .filter(name -> name.endsWith(".damaged"))
            .forEach(name -> damaged.add(folder.resolve(name)));
      }
    }
    return damaged;
  }

  @Override
  public void close() {
    taken.values().forEach(Spool::close);
  }
}
