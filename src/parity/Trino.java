import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.plugin.hive.HivePlugin;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.StandaloneQueryRunner;
import io.trino.testing.TestingSession;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * A Trino that has tables in memory ({@code memory}), and below the folder that is named: Iceberg's
 * ({@code iceberg}), and text ({@code hive}). Statements come on standard input, each as a JSON
 * string on a line; rows go to standard output, those of a statement as a JSON array on a line.
 */
final class Trino {
  public static void main(String[] args) throws Exception {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    System.setOut(System.err);
    var json = new ObjectMapper();
    var session = TestingSession.testSessionBuilder().setCatalog("memory").setSchema("raw").build();
    var files =
        Map.of(
            "fs.local.enabled", "true",
            "local.location", args[0],
            "hive.metastore.catalog.dir", "local:///metastore");
    try (var trino = new StandaloneQueryRunner(session);
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      trino.installPlugin(new MemoryPlugin());
      trino.createCatalog("memory", "memory", Map.of("memory.max-data-per-node", "512MB"));
      trino.installPlugin(new HivePlugin());
      trino.createCatalog(
          "hive",
          "hive",
          with(
              files,
              Map.of(
                  "hive.metastore", "file",
                  "hive.ignore-absent-partitions", "true",
                  "hive.table-statistics-enabled", "false")));
      trino.installPlugin(new IcebergPlugin());
      trino.createCatalog(
          "iceberg",
          "iceberg",
          with(files, Map.of("iceberg.catalog.type", "TESTING_FILE_METASTORE")));
      out.println("[]");
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var rows = new ArrayList<Object>();
        try {
          for (var row : trino.execute(json.readValue(line, String.class)).getMaterializedRows()) {
            rows.add(row.getFields().stream().map(Trino::text).toList());
          }
          out.println(json.writeValueAsString(rows));
        } catch (RuntimeException e) {
          out.println(json.writeValueAsString(Map.of("error", String.valueOf(e.getMessage()))));
        }
      }
    }
    System.exit(0);
  }

  private static Map<String, String> with(Map<String, String> all, Map<String, String> more) {
    var both = new HashMap<>(all);
    both.putAll(more);
    return both;
  }

  private static String text(Object cell) {
    return cell == null ? null : cell.toString();
  }
}
