package dev.inlet.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/** A table as a build sees it and changes it, in memory until the catalog moves. */
final class LakeTable {
  /** Version 2 is the newest that all of Athena, Trino and PyIceberg read and write. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.FORMAT_VERSION, "2",
          TableProperties.DELETE_MODE, "merge-on-read",
          TableProperties.UPDATE_MODE, "merge-on-read",
          TableProperties.MERGE_MODE, "merge-on-read",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "10");

  /** What a snapshot says of the build that it is of. */
  private static final String BUILD = "inlet.build";

  private final Shape shape;
  private final LocalFiles files;
  private final String build;
  private final StagedOperations operations;
  private final BaseTable table;
  private final TableMetadata before;

  /** The state of which the tasks are. */
  private @Nullable TableMetadata planned;

  private List<FileScanTask> tasks = List.of();

  private LakeTable(Shape shape, LocalFiles files, String build, StagedOperations operations) {
    this.shape = shape;
    this.files = files;
    this.build = build;
    this.operations = operations;
    this.table = new BaseTable(operations, shape.fullName());
    this.before = operations.current();
  }

  /**
   * Opens it in the state that this file holds; null makes an empty one.
   *
   * @param build what the names of files that are written begin with
   */
  static LakeTable open(
      Shape shape, Path warehouse, LocalFiles files, String build, @Nullable String state) {
    var metadata =
        state == null ? created(shape, warehouse, files) : TableMetadataParser.read(files, state);
    return new LakeTable(shape, files, build, new StagedOperations(files, build, metadata));
  }

  /** Opens all of them in the states that these files hold. */
  static Map<Model, LakeTable> openAll(
      Path warehouse, LocalFiles files, String build, Map<Model, String> states) {
    var open = new EnumMap<Model, LakeTable>(Model.class);
    for (var model : Model.values()) {
      open.put(model, open(model, warehouse, files, build, states.get(model)));
    }
    return open;
  }

  private static TableMetadata created(Shape shape, Path warehouse, LocalFiles files) {
    var schema = shape.schema();
    return TableMetadata.newTableMetadata(
        schema, shape.partitions(schema), files.url(folder(shape, warehouse)), PROPERTIES);
  }

  static Path folder(Shape shape, Path warehouse) {
    return warehouse.resolve(shape.namespace()).resolve(shape.table());
  }

  Shape shape() {
    return shape;
  }

  /** Where its files are. */
  LocalFiles io() {
    return files;
  }

  org.apache.iceberg.PartitionSpec spec() {
    return table.spec();
  }

  /** A state is the same when it is the same object. */
  @SuppressWarnings("ReferenceEquality")
  boolean isChanged() {
    return operations.current() != before || before.metadataFileLocation() == null;
  }

  /** Whether it holds nothing. */
  boolean isEmpty() {
    return tasks().isEmpty();
  }

  /**
   * Its files, each with the files of what is deleted in it. A build looks at them many times
   * before they change.
   */
  @SuppressWarnings("ReferenceEquality")
  List<FileScanTask> tasks() {
    if (planned != operations.current()) {
      planned = operations.current();
      tasks = tasks(Expressions.alwaysTrue());
    }
    return tasks;
  }

  /** Those of its files that may have rows of this kind. */
  List<FileScanTask> tasks(Expression filter) {
    var found = new ArrayList<FileScanTask>();
    if (table.currentSnapshot() != null) {
      try (var files = table.newScan().filter(filter).planWith(AtOnce.EXECUTOR).planFiles()) {
        files.forEach(found::add);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return List.copyOf(found);
  }

  /** Its data files by their paths. */
  Map<String, DataFile> dataFiles() {
    var byPath = new HashMap<String, DataFile>();
    for (var task : tasks()) {
      byPath.put(files.path(task.file().location()).toString(), task.file());
    }
    return byPath;
  }

  /** Adds rows, and takes some away. */
  void change(Collection<DataFile> rows, Collection<DeleteFile> deletes) {
    if (deletes.isEmpty()) {
      var append = update(table.newAppend());
      rows.forEach(append::appendFile);
      append.commit();
    } else {
      var delta = update(table.newRowDelta());
      rows.forEach(delta::addRows);
      deletes.forEach(delta::addDeletes);
      delta.commit();
    }
  }

  /** Puts files in the place of others that have the same rows, and of what is deleted in them. */
  void rewrite(Collection<FileScanTask> old, Collection<DataFile> rows) {
    var rewrite =
        update(table.newRewrite()).validateFromSnapshot(table.currentSnapshot().snapshotId());
    for (var task : old) {
      rewrite.deleteFile(task.file());
      task.deletes().forEach(rewrite::deleteFile);
    }
    rows.forEach(rewrite::addFile);
    rewrite.commit();
  }

  /** Takes all rows away. */
  void clear() {
    if (table.currentSnapshot() != null) {
      update(table.newDelete()).deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    }
  }

  /** Puts rows in the place of all that there are. */
  void replace(Collection<DataFile> rows) {
    var overwrite = update(table.newOverwrite()).overwriteByRowFilter(Expressions.alwaysTrue());
    rows.forEach(overwrite::addFile);
    overwrite.commit();
  }

  /** The id of the state that its rows are in; empty when it has never held any. */
  OptionalLong snapshot() {
    var snapshot = table.currentSnapshot();
    return snapshot == null ? OptionalLong.empty() : OptionalLong.of(snapshot.snapshotId());
  }

  /**
   * Forgets the states that were older than this already when the next one came; but not the one
   * before this build, when others read it until this one is published.
   *
   * @return the files that no state needs any more
   */
  List<String> expire(long beforeMillis) {
    var garbage = new ArrayList<String>();
    if (table.currentSnapshot() != null) {
      var read = files.areElsewhere() ? before.currentSnapshot() : null;
      long until = read == null ? beforeMillis : Math.min(beforeMillis, read.timestampMillis());
      expiry().expireOlderThan(until).deleteWith(garbage::add).commit();
    }
    var kept = operations.current().previousFiles();
    before.previousFiles().stream()
        .filter(file -> !kept.contains(file))
        .forEach(file -> garbage.add(file.file()));
    return garbage;
  }

  /** Forgets all states but this one, and what its manifests say of files that it does not need. */
  void forget() {
    if (table.currentSnapshot() != null) {
      update(table.rewriteManifests()).clusterBy(file -> "").commit();
      expiry().expireOlderThan(Long.MAX_VALUE).retainLast(1).deleteWith(file -> {}).commit();
    }
  }

  private <T extends SnapshotUpdate<T>> T update(T update) {
    return update
        .set(BUILD, build)
        .scanManifestsWith(AtOnce.EXECUTOR)
        .writeManifestsWith(AtOnce.EXECUTOR, 1);
  }

  private ExpireSnapshots expiry() {
    return table.expireSnapshots().planWith(AtOnce.EXECUTOR);
  }

  /** The files that this state needs, besides the one that it is in itself. */
  Set<Path> files() {
    var needed = new HashSet<Path>();
    var snapshot = table.currentSnapshot();
    if (snapshot != null) {
      needed.add(files.path(snapshot.manifestListLocation()));
      snapshot
          .allManifests(operations.io())
          .forEach(manifest -> needed.add(files.path(manifest.path())));
      for (var task : tasks()) {
        needed.add(files.path(task.file().location()));
        task.deletes().forEach(delete -> needed.add(files.path(delete.location())));
      }
    }
    return needed;
  }

  /** Writes its state as a file, and says which. */
  String write() {
    return operations.write();
  }
}
