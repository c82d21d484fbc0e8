package dev.inlet.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/**
 * What a table is named, and what its columns are.
 *
 * <p>An id of a column is its place: a column is added at the end, and none is ever taken away.
 */
interface Shape {
  String namespace();

  String table();

  List<Model.Column> columns();

  /** As it is written in a query. */
  default String fullName() {
    return namespace() + "." + table();
  }

  /** The names of its columns, as a select has them. */
  default String columnList() {
    return columns().stream().map(Model.Column::name).collect(Collectors.joining(", "));
  }

  default Schema schema() {
    var fields = new ArrayList<Types.NestedField>();
    for (var column : columns()) {
      fields.add(Types.NestedField.optional(fields.size() + 1, column.name(), column.iceberg()));
    }
    return new Schema(fields);
  }

  default PartitionSpec partitions(Schema schema) {
    return PartitionSpec.unpartitioned();
  }
}
