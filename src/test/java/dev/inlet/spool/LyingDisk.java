package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk that can lie about the files whose name ends so, and otherwise does what it is asked.
 *
 * <p>The spool in front of it then behaves as one that has a bug.
 */
class LyingDisk implements Disk {
  private final Disk disk;
  private final String suffix;

  LyingDisk(Disk disk, String suffix) {
    this.disk = disk;
    this.suffix = suffix;
  }

  void write(DiskFile file, ByteBuffer bytes, long position) throws IOException {
    file.write(bytes, position);
  }

  void sync(DiskFile file) throws IOException {
    file.sync();
  }

  void truncate(DiskFile file, long size) throws IOException {
    file.truncate(size);
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    disk.createFolders(folder);
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    return lying(file, disk.create(file));
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return lying(file, disk.open(file));
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    return disk.openToRead(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return disk.exists(file);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    disk.syncFolder(folder);
  }

  @Override
  public long freeBytes(Path folder) throws IOException {
    return disk.freeBytes(folder);
  }

  private DiskFile lying(Path path, DiskFile file) {
    return path.toString().endsWith(suffix) ? new LyingFile(file) : file;
  }

  private final class LyingFile implements DiskFile {
    private final DiskFile file;

    LyingFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      LyingDisk.this.write(file, bytes, position);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      return file.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      LyingDisk.this.truncate(file, size);
    }

    @Override
    public void sync() throws IOException {
      LyingDisk.this.sync(file);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
