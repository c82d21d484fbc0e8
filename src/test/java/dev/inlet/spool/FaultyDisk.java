package dev.inlet.spool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * A disk in memory that knows what is synced, fails when it is told to, and can lose its power.
 *
 * <p>Each call that changes something is a step, counted from 1. It stands still for good at a step
 * of choice, as if the process had been killed there; {@link #afterKill} and {@link
 * #afterPowerLoss} give the disk that the next process finds.
 */
final class FaultyDisk implements Disk {
  /** How a step fails. */
  enum Fault {
    EIO("Input/output error"),
    ENOSPC("No space left on device");

    private final String message;

    Fault(String message) {
      this.message = message;
    }
  }

  private final Map<Path, Node> names = new TreeMap<>();
  private final Map<Path, Node> safeNames = new TreeMap<>();
  private final Map<Long, Fault> faults = new TreeMap<>();
  private final Semaphore gate = new Semaphore(1);
  private final Random random;
  private long freeBytes = Long.MAX_VALUE;
  private long steps;
  private long stopAt = Long.MAX_VALUE;
  private long brokenAt = Long.MAX_VALUE;
  private Fault always = Fault.EIO;
  private boolean syncFailed;
  private boolean died;

  FaultyDisk(long seed) {
    random = new Random(seed);
  }

  synchronized long steps() {
    return steps;
  }

  /** Fails this many steps from now, once. */
  synchronized void failAfter(long count, Fault fault) {
    faults.put(steps + count, fault);
  }

  /** Fails every step, this many steps from now and ever after. */
  synchronized void failAlwaysAfter(long count, Fault fault) {
    brokenAt = steps + count;
    always = fault;
  }

  /** Lets no write pass until {@link #release}. */
  void hold() {
    gate.acquireUninterruptibly();
  }

  void release() {
    gate.release();
  }

  /** Is in order again. */
  synchronized void mend() {
    faults.clear();
    brokenAt = Long.MAX_VALUE;
  }

  synchronized void stopAfter(long count) {
    stopAt = steps + count;
  }

  synchronized void freeBytes(long bytes) {
    freeBytes = bytes;
  }

  /** Whether a sync has failed, after which nobody knows what is on the disk. */
  synchronized boolean syncFailed() {
    return syncFailed;
  }

  /** Turns over bits of a file, synced or not. */
  synchronized void rot(Path file, long position, int bits) {
    var node = node(file);
    node.now[(int) position] ^= (byte) bits;
    node.safe[(int) position] ^= (byte) bits;
  }

  synchronized byte[] content(Path file) {
    return node(file).now.clone();
  }

  synchronized void put(Path file, byte[] content) {
    var node = new Node();
    node.now = content.clone();
    node.safe = content.clone();
    names.put(file, node);
    safeNames.put(file, node);
  }

  /** What the next process finds when this one is killed now. */
  synchronized FaultyDisk afterKill() {
    stopAt = Math.min(stopAt, steps);
    died = true;
    var after = new FaultyDisk(random.nextLong());
    after.syncFailed = syncFailed;
    var copies = new IdentityHashMap<Node, Node>();
    names.forEach((path, node) -> after.names.put(path, copies.computeIfAbsent(node, Node::copy)));
    safeNames.forEach(
        (path, node) -> after.safeNames.put(path, copies.computeIfAbsent(node, Node::copy)));
    return after;
  }

  /** What the next process finds when the power goes now. */
  synchronized FaultyDisk afterPowerLoss() {
    stopAt = Math.min(stopAt, steps);
    died = true;
    var after = new FaultyDisk(random.nextLong());
    after.syncFailed = syncFailed;
    var paths = new LinkedHashSet<Path>(names.keySet());
    paths.addAll(safeNames.keySet());
    for (var path : paths) {
      var node = random.nextBoolean() ? names.get(path) : safeNames.get(path);
      if (names.get(path) == safeNames.get(path)) {
        node = names.get(path);
      }
      if (node != null) {
        after.put(path, node.image(random));
      }
    }
    return after;
  }

  @Override
  public void createFolders(Path folder) {}

  @Override
  public synchronized DiskFile create(Path file) throws IOException {
    step();
    if (names.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    var node = new Node();
    names.put(file, node);
    return new MemoryFile(node);
  }

  @Override
  public synchronized DiskFile open(Path file) throws IOException {
    return new MemoryFile(existing(file));
  }

  @Override
  public synchronized DiskFile openToRead(Path file) throws IOException {
    return new MemoryFile(existing(file));
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    step();
    names.put(to, existing(from));
    names.remove(from);
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    step();
    existing(file);
    names.remove(file);
  }

  @Override
  public synchronized boolean exists(Path file) {
    return names.containsKey(file);
  }

  @Override
  public synchronized List<String> list(Path folder) {
    return names.keySet().stream().map(path -> String.valueOf(path.getFileName())).toList();
  }

  @Override
  public synchronized void syncFolder(Path folder) throws IOException {
    syncStep();
    safeNames.clear();
    safeNames.putAll(names);
  }

  @Override
  public synchronized long freeBytes(Path folder) {
    return freeBytes;
  }

  /** Counts a step, and fails it when it is its turn. */
  private void step() throws IOException {
    if (steps >= stopAt) {
      throw new Dead();
    }
    steps++;
    var fault = steps >= brokenAt ? always : faults.remove(steps);
    if (fault != null) {
      throw new IOException(fault.message);
    }
  }

  private void syncStep() throws IOException {
    try {
      step();
    } catch (Dead e) {
      throw e;
    } catch (IOException e) {
      syncFailed = true;
      throw e;
    }
  }

  /** The process that asked was killed. */
  private static final class Dead extends IOException {
    private static final long serialVersionUID = 1L;

    Dead() {
      super("the process is dead");
    }
  }

  private Node existing(Path file) throws IOException {
    var node = names.get(file);
    if (node == null) {
      throw new FileNotFoundException(file.toString());
    }
    return node;
  }

  private Node node(Path file) {
    try {
      return existing(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A file's bytes: as processes see them, as they are after a power loss, and those between. */
  private static final class Node {
    private static final int SECTOR_BYTES = 512;

    private byte[] now = {};
    private byte[] safe = {};
    private final Map<Integer, List<byte[]>> unsynced = new TreeMap<>();

    Node copy() {
      var copy = new Node();
      copy.now = now.clone();
      copy.safe = safe.clone();
      unsynced.forEach((sector, images) -> copy.unsynced.put(sector, new ArrayList<>(images)));
      return copy;
    }

    void write(byte[] bytes, long position) {
      if (bytes.length == 0) {
        return;
      }
      int end = (int) position + bytes.length;
      now = end > now.length ? Arrays.copyOf(now, end) : now;
      System.arraycopy(bytes, 0, now, (int) position, bytes.length);
      for (int at = (int) position / SECTOR_BYTES; at <= (end - 1) / SECTOR_BYTES; at++) {
        unsynced.computeIfAbsent(at, sector -> new ArrayList<>()).add(sector(now, at));
      }
    }

    void sync() {
      var synced = Arrays.copyOf(safe, now.length);
      for (int at : unsynced.keySet()) {
        put(sector(now, at), synced, at);
      }
      safe = synced;
      unsynced.clear();
    }

    /** After a sync that failed the pages count as clean, though some never reached the disk. */
    void failSync(Random random) {
      unsynced.keySet().removeIf(sector -> random.nextBoolean());
      sync();
    }

    byte[] image(Random random) {
      var lengths = new HashSet<>(List.of(now.length, safe.length));
      int length = lengths.stream().skip(random.nextInt(lengths.size())).findFirst().orElse(0);
      var image = Arrays.copyOf(safe, length);
      unsynced.forEach((at, images) -> put(survivor(images, at, random), image, at));
      return image;
    }

    private byte[] survivor(List<byte[]> images, int at, Random random) {
      int choice = random.nextInt(images.size() + 3);
      if (choice < images.size()) {
        return images.get(choice);
      }
      var sector = new byte[SECTOR_BYTES];
      switch (choice - images.size()) {
        case 0 -> random.nextBytes(sector);
        case 1 -> put(sector(safe, at), sector, 0);
        default -> {}
      }
      return sector;
    }

    private static byte[] sector(byte[] content, int at) {
      int from = Math.min(content.length, at * SECTOR_BYTES);
      int to = Math.min(content.length, (at + 1) * SECTOR_BYTES);
      return Arrays.copyOfRange(content, from, to);
    }

    private static void put(byte[] sector, byte[] content, int at) {
      int from = at * SECTOR_BYTES;
      int bytes = Math.min(sector.length, content.length - from);
      if (bytes > 0) {
        System.arraycopy(sector, 0, content, from, bytes);
      }
    }
  }

  private final class MemoryFile implements DiskFile {
    private final Node node;

    MemoryFile(Node node) {
      this.node = node;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      gate.acquireUninterruptibly();
      gate.release();
      synchronized (FaultyDisk.this) {
        var all = new byte[bytes.remaining()];
        bytes.get(all);
        try {
          step();
        } catch (IOException e) {
          if (!(e instanceof Dead) || !died) {
            node.write(Arrays.copyOf(all, random.nextInt(all.length + 1)), position);
          }
          died |= e instanceof Dead;
          throw e;
        }
        node.write(all, position);
      }
    }

    @Override
    public int read(ByteBuffer bytes, long position) {
      synchronized (FaultyDisk.this) {
        int count = (int) Math.min(bytes.remaining(), node.now.length - position);
        if (count <= 0) {
          return -1;
        }
        bytes.put(node.now, (int) position, count);
        return count;
      }
    }

    @Override
    public long size() {
      synchronized (FaultyDisk.this) {
        return node.now.length;
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (FaultyDisk.this) {
        if (size < node.now.length) {
          step();
          node.now = Arrays.copyOf(node.now, (int) size);
        }
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (FaultyDisk.this) {
        try {
          syncStep();
        } catch (Dead e) {
          died = true;
          throw e;
        } catch (IOException e) {
          node.failSync(random);
          throw e;
        }
        node.sync();
      }
    }

    @Override
    public void close() {}
  }
}
