package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.NOW_SECONDS;
import static dev.inlet.lake.LakeFixture.alias;
import static dev.inlet.lake.LakeFixture.profile;
import static dev.inlet.lake.LakeFixture.track;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.aws.PyIceberg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tables, as an engine reads them that is not ours and finds them by the catalog alone. */
@Timeout(400)
class PyIcebergIT {
  /** Prints each table with its rows in order, a null as nothing and times as our queries do. */
  private static final String PROGRAM =
      """
      import sys, datetime
      from pyiceberg.catalog.sql import SqlCatalog
      catalog = SqlCatalog("inlet", uri="sqlite:///" + sys.argv[1] + "/catalog.db",
                           warehouse="file://" + sys.argv[1])
      def text(cell):
          if cell is None:
              return ""
          if isinstance(cell, datetime.datetime):
              return cell.strftime("%Y-%m-%d %H:%M:%S")
          return format(cell, ".9e") if isinstance(cell, float) else str(cell)
      for name in sys.argv[2:]:
          print("#", name)
          rows = catalog.load_table(name).scan().to_arrow().to_pylist()
          print("\\n".join(sorted("|".join(text(c) for c in row.values()) for row in rows)))
      """;

  private @TempDir Path folder;

  @Test
  void readsTheRowsThatQueriesAnswerAlsoWhereSomeWereDeleted() throws Exception {
    var lake = new LakeFixture(folder);
    lake.put(
        IntStream.range(0, 200)
            .mapToObj(i -> track("a%03d".formatted(i), "u" + i % 9, "e" + i % 4, at(i)))
            .toArray(String[]::new));
    lake.put(profile("p1", "u1", "{\"n\":9007199254740993,\"t\":\"é😀\"}", 5));
    lake.build();
    lake.put(alias("l1", "u1", "u2", 7), alias("l2", "u3", "u4", 8), track("b", "u5", "e1", at(3)));
    lake.build();
    assertThat(deletes(lake)).as("files of deletes").isPositive();

    assertThat(read(lake.warehouse())).isEqualTo(answered(lake));
  }

  private static long at(int i) {
    return NOW_SECONDS - i * 7_200L;
  }

  private static long deletes(LakeFixture lake) throws Exception {
    try (var catalog = Catalog.open(lake.warehouse())) {
      return LakeTable.open(
              Model.EVENTS,
              lake.warehouse(),
              LocalFiles.here(lake.warehouse()),
              "",
              catalog.tables().get(Model.EVENTS))
          .tasks()
          .stream()
          .mapToLong(task -> task.deletes().size())
          .sum();
    }
  }

  private static String answered(LakeFixture lake) {
    var all = new StringBuilder();
    for (var model : Model.values()) {
      var cells = new StringBuilder();
      for (var column : model.columns()) {
        cells
            .append(cells.isEmpty() ? "" : " || '|' || ")
            .append(
                switch (column.type()) {
                  case "timestamp" ->
                      "coalesce(strftime(%s, '%%Y-%%m-%%d %%H:%%M:%%S'), '')"
                          .formatted(column.name());
                  case "double" -> "coalesce(printf('%%.9e', %s), '')".formatted(column.name());
                  default -> "coalesce(cast(%s as varchar), '')".formatted(column.name());
                });
      }
      var rows =
          lake.query(
              "select coalesce(string_agg(row, chr(10) order by row), '') as rows from (select %s as"
                      .formatted(cells)
                  + " row from %s)".formatted(model.fullName()),
              Format.JSON);
      all.append("# ").append(model.fullName()).append('\n').append(text(rows)).append('\n');
    }
    return all.toString();
  }

  /** The one text of a result. */
  private static String text(String json) {
    try {
      return new ObjectMapper().readTree(json).get(0).get("rows").textValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(Path warehouse) throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of(warehouse.toAbsolutePath().toString()));
    for (var model : Model.values()) {
      arguments.add(model.fullName());
    }
    return PyIceberg.run(folder, PROGRAM, arguments);
  }
}
