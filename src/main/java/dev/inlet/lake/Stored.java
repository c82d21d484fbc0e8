package dev.inlet.lake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;

/** Reads the rows of a table, as they are stored, in DuckDB. */
final class Stored {
  /** Where a row is: the path of its file, and its place in it. */
  static final String FILE = "stored_file";

  static final String POSITION = "stored_position";

  private Stored() {}

  /** A select of all rows in these files that are not deleted, and of where they are. */
  static String select(LakeTable table, List<FileScanTask> tasks) {
    var shape = table.shape();
    var files = table.io();
    var whole = new ArrayList<String>();
    var worn = new ArrayList<String>();
    var deletes = new TreeSet<String>();
    for (var task : tasks) {
      (task.deletes().isEmpty() ? whole : worn).add(files.path(task.file().location()).toString());
      task.deletes().forEach(delete -> deletes.add(files.path(delete.location()).toString()));
    }
    var parts = new ArrayList<String>();
    if (!whole.isEmpty()) {
      parts.add(read(shape, whole));
    }
    if (!worn.isEmpty()) {
      parts.add(
          """
          select kept.* from (%s) as kept
          where not exists (
            select 1 from read_parquet(%s, hive_partitioning = false) as gone
            where gone.file_path = %s and gone.pos = kept.%s)\
          """
              .formatted(
                  read(shape, worn), Sql.list(deletes), files.urlOf("kept." + FILE), POSITION));
    }
    return parts.isEmpty() ? nothing(shape) : String.join("\nunion all\n", parts);
  }

  private static String read(Shape shape, Collection<String> files) {
    return """
    select %s, filename as %s, file_row_number as %s
    from read_parquet(%s, filename = true, file_row_number = true, hive_partitioning = false)\
    """
        .formatted(shape.columnList(), FILE, POSITION, Sql.list(files));
  }

  private static String nothing(Shape shape) {
    return shape.columns().stream()
        .map(column -> "cast(null as %s) as %s".formatted(column.type(), column.name()))
        .collect(
            Collectors.joining(
                ", ",
                "select ",
                ", cast(null as varchar) as %s, cast(null as bigint) as %s where false"
                    .formatted(FILE, POSITION)));
  }
}
