package dev.inlet.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Looks for words in all files of a folder, whatever their form, also below names with a dot.
 *
 * <p>A server may be at work there. It looks twice, as a file can get another name just before it
 * is looked at.
 */
final class Remains {
  private Remains() {}

  /** The files that one of these words is in, each with the word. */
  static List<String> of(Path folder, Collection<String> words) throws IOException {
    assertThat(folder).isDirectory();
    var found = new TreeSet<String>();
    look(folder, words, found);
    look(folder, words, found);
    return List.copyOf(found);
  }

  private static void look(Path folder, Collection<String> words, Set<String> found)
      throws IOException {
    for (var path : LakeFolder.files(folder)) {
      var text = text(bytes(path));
      words.stream()
          .filter(text::contains)
          .forEach(word -> found.add(folder.relativize(path) + ": " + word));
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException gone) {
      return new byte[0];
    }
  }

  private static String text(byte[] bytes) throws IOException {
    var plain = new String(bytes, ISO_8859_1) + new String(bytes, UTF_8);
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
      try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return new String(in.readAllBytes(), UTF_8);
      }
    }
    if (plain.startsWith("PAR1")) {
      return plain + cells(bytes);
    }
    return plain.startsWith("Obj\u0001") ? plain + records(bytes) : plain;
  }

  private static String records(byte[] avro) throws IOException {
    var text = new StringBuilder();
    try (var reader =
        new DataFileReader<>(
            new SeekableByteArrayInput(avro), new GenericDatumReader<GenericRecord>())) {
      reader.forEach(text::append);
    }
    return text.toString();
  }

  private static String cells(byte[] parquet) throws IOException {
    var copy = Files.createTempFile("inlet-remains", ".parquet");
    try {
      Files.write(copy, parquet);
      return cells(copy);
    } finally {
      Files.delete(copy);
    }
  }

  private static String cells(Path parquet) {
    var text = new StringBuilder();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select * from read_parquet('%s', hive_partitioning = false)".formatted(parquet))) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          text.append(rows.getString(i)).append('\n');
        }
      }
      return text.toString();
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
