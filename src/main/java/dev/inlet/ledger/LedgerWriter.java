package dev.inlet.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.delivery.Ledger;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what is noted to the files of a folder; see {@link LedgerLine}. For one thread.
 *
 * <p>When a disk takes nothing, what is noted waits in memory and goes with the next, as long as
 * there is room for it: delivery is what makes a full disk empty, so it goes on.
 */
public final class LedgerWriter implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
  private static final int WAITING_MAX = 10_000;

  /** At once: a disk may fail for a moment, and the process may end before the next is noted. */
  private static final int ATTEMPTS = 2;

  private final LedgerFolder folder;
  private final Disk disk;
  private final Queue<Entry> waiting = new ArrayDeque<>();
  private long failures;

  public LedgerWriter(LedgerFolder folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  @Override
  public void note(Entry entry) {
    if (waiting.size() == WAITING_MAX) {
      waiting.remove();
    }
    waiting.add(entry);
    for (int attempt = 1; attempt <= ATTEMPTS && !waiting.isEmpty(); attempt++) {
      try {
        write();
        failures = 0;
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  private void write() throws IOException {
    for (var next = waiting.peek(); next != null; next = waiting.peek()) {
      append(folder.file(next.hour()), LedgerLine.encode(next));
      waiting.remove();
    }
  }

  /** The longer it lasts, the more rarely it is told. */
  private void failed(IOException e) {
    failures++;
    if (Long.bitCount(failures) == 1) {
      LOG.warn(
          "cannot write to the ledger {}: {} cuts wait in memory: {}",
          folder.path(),
          waiting.size(),
          e.toString());
    }
  }

  private void append(Path path, String line) throws IOException {
    boolean isNew = !disk.exists(path);
    if (isNew) {
      disk.createFolders(folder.path());
    }
    try (var file = isNew ? disk.create(path) : disk.open(path)) {
      file.write(ByteBuffer.wrap((separator(file) + line).getBytes(UTF_8)), file.size());
      file.sync();
    }
    if (isNew) {
      disk.syncFolder(folder.path());
    }
  }

  /** Ends a line that was torn, which is then no line of ours. */
  private static String separator(DiskFile file) throws IOException {
    if (file.size() == 0) {
      return "";
    }
    var last = ByteBuffer.allocate(1);
    file.read(last, file.size() - 1);
    return last.get(0) == '\n' ? "" : "\n";
  }
}
