package dev.inlet.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.TableMetadataParser;

/** An engine that knows of tables what a directory says, and of files the copies alone. */
final class Bystander implements AutoCloseable {
  private final FakeDirectory directory;
  private final Path copies;
  private final LocalFiles files;
  private final Engine engine;

  Bystander(FakeDirectory directory, Path copies, String root, Path temporary) throws Exception {
    this.directory = directory;
    this.copies = copies;
    this.files = new LocalFiles(copies, root);
    this.engine = Engine.start(new Resources(256L << 20, 1), temporary);
  }

  /** The rows of each table as it is. */
  Map<String, List<String>> now() throws Exception {
    var rows = new TreeMap<String, List<String>>();
    for (var model : Model.values()) {
      var table = open(model);
      var snapshot = table.currentSnapshot();
      rows.put(
          model.fullName(),
          snapshot == null ? List.of() : rows(model, table, snapshot.snapshotId()));
    }
    return rows;
  }

  /** The rows of each table in the snapshot that the table of builds names. */
  Map<String, List<String>> ofTheLastBuild() throws Exception {
    var rows = new TreeMap<String, List<String>>();
    for (var row : builds()) {
      var cells = row.split("\\|", -1);
      for (var model : Model.values()) {
        if (model.fullName().equals(cells[2])) {
          rows.put(
              model.fullName(),
              cells[3].isEmpty() ? List.of() : rows(model, open(model), Long.parseLong(cells[3])));
        }
      }
    }
    return rows;
  }

  /** The rows of the table of builds. */
  List<String> builds() throws Exception {
    var table = open(Builds.SHAPE);
    return rows(Builds.SHAPE, table, table.currentSnapshot().snapshotId());
  }

  private BaseTable open(Shape shape) {
    var state =
        Objects.requireNonNull(
            directory.states().get("test_" + shape.fullName()), shape.fullName());
    var metadata = TableMetadataParser.read(files, state);
    return new BaseTable(new StagedOperations(files, "", metadata), shape.fullName());
  }

  private List<String> rows(Shape shape, BaseTable table, long snapshot) throws Exception {
    var tasks = new ArrayList<FileScanTask>();
    try (var planned = table.newScan().useSnapshot(snapshot).planFiles()) {
      planned.forEach(tasks::add);
    }
    var lake = LakeTable.open(shape, copies, files, "", null);
    var cells =
        shape.columns().stream()
            .map(column -> "coalesce(cast(%s as varchar), '')".formatted(column.name()))
            .toList();
    return engine.list(
        "select concat_ws('|', %s) as row from (%s) order by row"
            .formatted(String.join(", ", cells), Stored.select(lake, tasks)),
        result -> result.getString(1));
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }
}
