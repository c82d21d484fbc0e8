package dev.inlet.delivery;

import dev.inlet.spool.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A disk of which one operation fails, counted from 1. It does not wait for syncs: what a process
 * wrote outlives its death.
 *
 * <p>A write that fails leaves half of its bytes. When the failure is the death of the process,
 * every operation after it fails, too: what is on the disk then is what a crash leaves.
 */
public final class FailingDisk implements Disk {
  private final Disk disk = Disk.real();
  private final AtomicLong operations = new AtomicLong();
  private final long failing;
  private final boolean forGood;

  private final IOException failure;
  private final List<String> log = new CopyOnWriteArrayList<>();

  private FailingDisk(long failing, boolean forGood, IOException failure) {
    this.failing = failing;
    this.forGood = forGood;
    this.failure = failure;
  }

  public static FailingDisk never() {
    return once(Long.MAX_VALUE, new IOException("never"));
  }

  public static FailingDisk once(long operation, IOException failure) {
    return new FailingDisk(operation, false, failure);
  }

  public static FailingDisk crashing(long operation) {
    return new FailingDisk(operation, true, new IOException("died at operation " + operation));
  }

  /** What changed the disk, in order: the operation, and the name it was done to. */
  public List<String> log() {
    return log;
  }

  /** Whether the operation that fails was reached. */
  public boolean hasFailed() {
    return operations.get() >= failing;
  }

  private boolean failsNow() {
    long operation = operations.incrementAndGet();
    return forGood ? operation >= failing : operation == failing;
  }

  private void operation() throws IOException {
    if (failsNow()) {
      throw failure;
    }
  }

  private void change(String what, Path path) throws IOException {
    operation();
    log.add(what + " " + path.getFileName());
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    operation();
    disk.createFolders(folder);
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    change("create", file);
    return new FailingFile(file, disk.create(file));
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    operation();
    return new FailingFile(file, disk.open(file));
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    operation();
    return new FailingFile(file, disk.openToRead(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    change("rename", to);
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    change("delete", file);
    disk.delete(file);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    operation();
    return disk.exists(file);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    operation();
    return disk.list(folder);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    change("syncFolder", folder);
  }

  @Override
  public long freeBytes(Path folder) throws IOException {
    return disk.freeBytes(folder);
  }

  private final class FailingFile implements DiskFile {
    private final Path path;
    private final DiskFile file;

    private FailingFile(Path path, DiskFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      if (failsNow()) {
        file.write(bytes.slice(bytes.position(), bytes.remaining() / 2), position);
        throw failure;
      }
      file.write(bytes, position);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      operation();
      return file.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      operation();
      return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      operation();
      file.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      change("sync", path);
    }

    @Override
    public boolean tryLock() throws IOException {
      operation();
      return file.tryLock();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
