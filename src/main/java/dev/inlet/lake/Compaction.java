package dev.inlet.lake;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.iceberg.FileScanTask;

/**
 * Makes one file of many small ones, and of those in which rows were deleted.
 *
 * <p>Each build leaves a file in each partition that it touches. A partition is looked at when it
 * has so many of them, so that a row is written again only now and then.
 *
 * @param filesMin from how many small files of a partition on they become one
 */
record Compaction(int filesMin) {
  /** What builds do by themselves. */
  static final Compaction NOW_AND_THEN = new Compaction(12);

  /** What is asked for. */
  static final Compaction ALL = new Compaction(2);

  private static final long SMALL_BYTES = 32L << 20;

  /** Returns how many files it made fewer. */
  int run(Tables tables) throws IOException, SQLException {
    int fewer = 0;
    for (var model : Model.values()) {
      for (var group : groups(tables.table(model))) {
        int made = tables.rewrite(model, group);
        fewer += files(group) - made;
      }
    }
    return fewer;
  }

  private List<List<FileScanTask>> groups(LakeTable table) {
    var partitions = new LinkedHashMap<String, List<FileScanTask>>();
    for (var task : table.tasks()) {
      if (task.file().fileSizeInBytes() < SMALL_BYTES || !task.deletes().isEmpty()) {
        partitions
            .computeIfAbsent(String.valueOf(task.file().partition()), key -> new ArrayList<>())
            .add(task);
      }
    }
    return partitions.values().stream().filter(group -> files(group) >= filesMin).toList();
  }

  private static int files(List<FileScanTask> group) {
    return group.stream().mapToInt(task -> 1 + task.deletes().size()).sum();
  }
}
