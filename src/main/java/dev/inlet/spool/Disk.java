package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The few things that durable code asks of a file system, so that tests can make each of them fail.
 *
 * <p>A file's content is safe after {@link DiskFile#sync}; its name is safe after {@link
 * #syncFolder} of its folder.
 */
public interface Disk {
  /** The real one. */
  static Disk real() {
    return new RealDisk();
  }

  /** Makes the folder and those above it, and syncs the names that it made. */
  void createFolders(Path folder) throws IOException;

  /** Makes a new file; it fails when there is one. */
  DiskFile create(Path file) throws IOException;

  /** Opens a file for reading and writing. */
  DiskFile open(Path file) throws IOException;

  /** Opens a file for reading only, through a channel of its own. */
  DiskFile openToRead(Path file) throws IOException;

  /** Gives the file its new name in one step, in the place of one that has it. */
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  boolean exists(Path file) throws IOException;

  /** The names in the folder, sorted. */
  List<String> list(Path folder) throws IOException;

  void syncFolder(Path folder) throws IOException;

  long freeBytes(Path folder) throws IOException;

  /** An open file. */
  interface DiskFile extends AutoCloseable {
    /** Writes all of the bytes at this place. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Reads as many bytes as there are and fit; -1 at the end. */
    int read(ByteBuffer bytes, long position) throws IOException;

    long size() throws IOException;

    void truncate(long size) throws IOException;

    void sync() throws IOException;

    /**
     * Takes the file for this process, until it is closed; false when another has it.
     *
     * <p>A disk that no other process sees gives it to everyone.
     */
    default boolean tryLock() throws IOException {
      return true;
    }

    @Override
    void close() throws IOException;
  }
}
