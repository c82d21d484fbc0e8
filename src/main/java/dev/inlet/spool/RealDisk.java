package dev.inlet.spool;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The file system of the machine. */
final class RealDisk implements Disk {
  @Override
  public void createFolders(Path folder) throws IOException {
    var path = folder.toAbsolutePath();
    if (Files.isDirectory(path)) {
      return;
    }
    var parent = path.getParent();
    if (parent != null) {
      createFolders(parent);
    }
    Files.createDirectories(path);
    if (parent != null) {
      syncFolder(parent);
    }
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    return new RealFile(FileChannel.open(file, CREATE_NEW, READ, WRITE));
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return new RealFile(FileChannel.open(file, READ, WRITE));
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    return new RealFile(FileChannel.open(file, READ));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.delete(file);
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    try (var paths = Files.list(folder)) {
      return paths.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }

  @Override
  public long freeBytes(Path folder) {
    return folder.toFile().getUsableSpace();
  }

  private record RealFile(FileChannel channel) implements DiskFile {
    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      for (long at = position; bytes.hasRemaining(); ) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      return channel.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      channel.force(false);
    }

    @Override
    public boolean tryLock() throws IOException {
      try {
        return channel.tryLock() != null;
      } catch (OverlappingFileLockException e) {
        return false;
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
