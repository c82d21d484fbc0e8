package dev.inlet.spool;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
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
    return new RealFile(file, FileChannel.open(file, CREATE_NEW, READ, WRITE));
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return new RealFile(file, FileChannel.open(file, READ, WRITE));
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    return new RealFile(file, FileChannel.open(file, READ));
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
}
