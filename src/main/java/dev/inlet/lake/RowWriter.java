package dev.inlet.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/** Writes rows, and which rows are deleted, as Parquet files of an Iceberg table. */
final class RowWriter {
  /** The ids that Iceberg gives to the two columns of a file of deletes. */
  private static final String DELETE_IDS = "{file_path: 2147483546, pos: 2147483545}";

  private final Engine engine;
  private final Path warehouse;
  private final LocalFiles files;
  private final String build;

  RowWriter(Engine engine, Path warehouse, LocalFiles files, String build) {
    this.engine = engine;
    this.warehouse = warehouse;
    this.files = files;
    this.build = build;
  }

  /** A file that was written; its partition is empty when there are none. */
  private record Written(Path path, long rows, long bytes, Map<?, ?> partition) {
    private static Written of(ResultSet row) throws SQLException {
      return new Written(
          Path.of(row.getString("filename")),
          row.getLong("count"),
          row.getLong("file_size_bytes"),
          row.getObject("partition_keys") instanceof Map<?, ?> keys ? keys : Map.of());
    }

    private String key(String name) {
      return String.valueOf(partition.get(name));
    }
  }

  /**
   * Writes the rows of a relation that has the model's columns. A day is a statement: DuckDB's own
   * partitioning copies every row once more, which costs more than all that is written.
   */
  List<DataFile> rows(Shape shape, PartitionSpec spec, String relation)
      throws IOException, SQLException {
    var ids =
        IntStream.range(0, shape.columns().size())
            .mapToObj(i -> shape.columns().get(i).name() + ": " + (i + 1))
            .collect(Collectors.joining(", ", "{", "}"));
    var select = "select %s from %s".formatted(shape.columnList(), relation);
    var made = new ArrayList<DataFile>();
    if (spec.isUnpartitioned()) {
      for (var file : copy(shape, select, ids, "")) {
        made.add(described(spec, file).withRecordCount(file.rows()).build());
      }
      return made;
    }
    int id = shape.schema().findField("id").fieldId();
    for (var day : days(relation)) {
      var some = select + " where event_date = date '" + day.date() + "'";
      for (var file : copy(shape, some, ids, "")) {
        made.add(
            described(spec, file)
                .withPartitionPath(Model.PARTITION + "=" + day.date())
                .withMetrics(day.metrics(file.rows(), id))
                .build());
      }
    }
    return made;
  }

  /** A day, and between which its ids are: so that who looks for ids opens few files. */
  private record Day(String date, String least, String greatest) {
    private static Day of(ResultSet row) throws SQLException {
      return new Day(row.getString(1), row.getString(2), row.getString(3));
    }

    private Metrics metrics(long rows, int id) {
      return new Metrics(rows, null, null, null, null, bound(id, least), bound(id, greatest));
    }

    private static Map<Integer, ByteBuffer> bound(int id, String text) {
      return Map.of(id, Conversions.toByteBuffer(Types.StringType.get(), text));
    }
  }

  private List<Day> days(String relation) throws SQLException {
    return engine.list(
        """
        select cast(event_date as varchar), min(id), max(id) from %s
        group by event_date order by event_date\
        """
            .formatted(relation),
        Day::of);
  }

  private DataFiles.Builder described(PartitionSpec spec, Written file) {
    return DataFiles.builder(spec)
        .withPath(files.url(file.path()))
        .withFormat(FileFormat.PARQUET)
        .withFileSizeInBytes(file.bytes());
  }

  /**
   * Writes that rows are deleted, a file for each data file that they are in.
   *
   * @param relation has the columns of where a row is
   * @param table whose rows they are
   */
  List<DeleteFile> deletes(LakeTable table, String relation) throws IOException, SQLException {
    var paths =
        engine.list(
            "select distinct %s from %s order by 1".formatted(Stored.FILE, relation),
            row -> row.getString(1));
    if (paths.isEmpty()) {
      return List.of();
    }
    var dataFiles = table.dataFiles();
    var select =
        """
        select list_position(%s, %s) as file, %s as file_path, %s as pos
        from %s order by file, pos\
        """
            .formatted(
                Sql.list(paths), Stored.FILE, files.urlOf(Stored.FILE), Stored.POSITION, relation);
    var deletes = new ArrayList<DeleteFile>();
    for (var file : copy(table.shape(), select, DELETE_IDS, "file")) {
      var path = paths.get(Integer.parseInt(file.key("file")) - 1);
      var dataFile = dataFiles.get(path);
      if (dataFile == null) {
        throw new IllegalStateException("no file of the table is " + path);
      }
      deletes.add(deleteFile(table.spec(), file, dataFile));
    }
    return deletes;
  }

  private DeleteFile deleteFile(PartitionSpec spec, Written file, DataFile of) {
    return FileMetadata.deleteFileBuilder(spec)
        .ofPositionDeletes()
        .withPath(files.url(file.path()))
        .withFormat(FileFormat.PARQUET)
        .withFileSizeInBytes(file.bytes())
        .withRecordCount(file.rows())
        .withPartition(of.partition())
        .withReferencedDataFile(of.location())
        .build();
  }

  private List<Written> copy(Shape shape, String select, String ids, String partition)
      throws IOException, SQLException {
    var folder = LakeTable.folder(shape, warehouse).resolve("data").resolve(build);
    Files.createDirectories(folder);
    var name = UUID.randomUUID().toString();
    var partitioned =
        partition.isEmpty()
            ? ""
            : ", partition_by (%s), filename_pattern '%s-{i}'".formatted(partition, name);
    var target = partition.isEmpty() ? folder.resolve(name + ".parquet") : folder;
    var written =
        engine.list(
            "copy (%s) to %s (format parquet, compression zstd, compression_level 1, field_ids %s, return_stats, overwrite_or_ignore true%s)"
                .formatted(select, Sql.quoted(target.toString()), ids, partitioned),
            Written::of);
    written.forEach(file -> files.wrote(file.path()));
    return written.stream().filter(file -> file.rows() > 0).toList();
  }
}
