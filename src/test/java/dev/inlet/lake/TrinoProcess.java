package dev.inlet.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Trino in a process of its own, as its libraries are other versions of ours. */
final class TrinoProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<List<@Nullable String>>> ROWS = new TypeReference<>() {};

  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  private TrinoProcess(Process process) {
    this.process = process;
    in = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /**
   * Starts one.
   *
   * @param folder where its files are, other than those in memory
   */
  static TrinoProcess start(String classpath, Path folder) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            classpath,
            "src/parity/Trino.java",
            folder.toString());
    var trino = new TrinoProcess(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    trino.answer();
    return trino;
  }

  /** Runs a statement; returns its rows. */
  List<List<@Nullable String>> run(String sql) throws IOException {
    in.write(JSON.writeValueAsString(sql) + "\n");
    in.flush();
    try {
      return answer();
    } catch (IOException e) {
      throw new IOException(e.getMessage() + " of " + sql, e);
    }
  }

  private List<List<@Nullable String>> answer() throws IOException {
    var line = out.readLine();
    if (line == null) {
      throw new IOException("Trino ended");
    } else if (line.startsWith("{")) {
      throw new IOException("Trino says " + line);
    }
    return JSON.readValue(line, ROWS);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
