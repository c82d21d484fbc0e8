package dev.inlet.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.delivery.Compression;
import dev.inlet.delivery.Contents;
import dev.inlet.delivery.RawObjects;
import dev.inlet.ledger.Corrections.Hour;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the ledger says of objects that were deleted, as they had been kept for as long as was
 * wanted: a file for each stream and day of receipt, below {@code _ledger/let-go/} in the lake,
 * with a JSON object for each of them.
 *
 * <pre>
 * key      of the object
 * hours    what it held: {@code stream}, {@code hour}, {@code lines}, {@code sum} of the hashes
 * </pre>
 *
 * <p>It is written before the object is deleted, and counts only while there is none.
 */
public final class LetGo {
  private static final String FOLDER = "_ledger/let-go/";
  private static final String SUFFIX = ".ndjson";
  private static final Pattern KEY =
      Pattern.compile("raw/(?<stream>\\w+)/date=(?<day>\\d{4}-\\d\\d-\\d\\d)/.+");
  private static final Pattern FILE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)" + Pattern.quote(SUFFIX));
  private static final ObjectMapper JSON = new ObjectMapper();

  private LetGo() {}

  /**
   * Notes that these objects are about to be deleted.
   *
   * @return those that were noted: one that can't be read is not
   */
  public static List<String> note(RawObjects lake, List<String> keys) throws IOException {
    var noted = new ArrayList<String>();
    for (var file : byFile(keys).entrySet()) {
      var lines = new NotedLines(lake);
      var all = read(lake, file.getKey(), lines);
      lines.refuseUnreadable();
      boolean isNews = false;
      for (var key : file.getValue()) {
        try {
          all.put(key, contents(lake, key));
          noted.add(key);
          isNews = true;
        } catch (IOException rotten) {
          isNews |= all.remove(key) != null;
        }
      }
      if (isNews) {
        write(lake, file.getKey(), all);
      }
    }
    return noted;
  }

  private static Map<String, List<String>> byFile(List<String> keys) {
    return keys.stream().collect(Collectors.groupingBy(LetGo::file));
  }

  private static String file(String key) {
    var parts = KEY.matcher(key);
    if (!parts.matches()) {
      throw new IllegalArgumentException("it is of no day: " + key);
    }
    return FOLDER + parts.group("stream") + '/' + parts.group("day") + SUFFIX;
  }

  /** What an object holds; lines that Firehose refused are of the events, too. */
  private static Map<Hour, Contents> contents(RawObjects lake, String key) throws IOException {
    var parts = KEY.matcher(key);
    var stream = parts.matches() ? parts.group("stream") : "";
    var hours = new HashMap<Hour, Contents>();
    var record = new RecordReader();
    try (var in = new BufferedInputStream(lake.read(key));
        var plain = Compression.ofKey(key).from(in)) {
      new Lines()
          .read(
              plain,
              (bytes, start, end) -> {
                if (record.read(bytes, start, end)) {
                  var line = new Contents(1, record.hash());
                  hours.merge(Hour.of(stream, record.receivedAtMillis()), line, Contents::plus);
                  if (stream.equals("rejected") && record.isRefusedByFirehose()) {
                    hours.merge(Hour.of("events", record.receivedAtMillis()), line, Contents::plus);
                  }
                }
              });
    }
    return hours;
  }

  /** What lines say of objects of these hours, by their keys. */
  static Map<String, Map<Hour, Contents>> of(
      RawObjects lake, NotedLines lines, String stream, Scope scope) throws IOException {
    var said = new HashMap<String, Map<Hour, Contents>>();
    var folder = FOLDER + stream + '/';
    for (var object : lake.list(folder)) {
      var name = FILE.matcher(object.key().substring(folder.length()));
      if (name.matches() && scope.hasDay(name.group(1))) {
        read(lake, object.key(), lines)
            .forEach((key, hours) -> {
              if (scope.mayHave(key, true)) {
                said.put(key, hours);
              }
            });
      }
    }
    return said;
  }

  private static Map<String, Map<Hour, Contents>> read(
      RawObjects lake, String file, NotedLines lines) throws IOException {
    var said = new LinkedHashMap<String, Map<Hour, Contents>>();
    if (lake.list(file).stream().anyMatch(object -> object.key().equals(file))) {
      lines
          .read(file, json -> Map.entry(NotedLines.text(json, "key"), hours(json)))
          .forEach(object -> said.put(object.getKey(), object.getValue()));
    }
    return said;
  }

  private static Map<Hour, Contents> hours(JsonNode line) {
    if (!line.path("hours").isArray()) {
      throw new IllegalArgumentException("no list: hours");
    }
    var hours = new HashMap<Hour, Contents>();
    for (var json : line.path("hours")) {
      hours.put(NotedLines.hour(json), NotedLines.contents(json, "lines", "sum"));
    }
    return hours;
  }

  private static void write(RawObjects lake, String file, Map<String, Map<Hour, Contents>> said)
      throws IOException {
    var temporary = Files.createTempFile("inlet-let-go", SUFFIX);
    try {
      Files.write(
          temporary,
          said.entrySet().stream()
              .map(object -> encode(object.getKey(), object.getValue()))
              .collect(Collectors.joining())
              .getBytes(UTF_8));
      lake.write(file, temporary);
    } finally {
      Files.delete(temporary);
    }
  }

  private static String encode(String key, Map<Hour, Contents> hours) {
    var json = JSON.createObjectNode().put("key", key);
    var array = json.putArray("hours");
    hours.forEach((of, contents) ->
        array
            .addObject()
            .put("stream", of.stream())
            .put("hour", Hours.text(of.hour()))
            .put("lines", contents.lines())
            .put("sum", HexFormat.of().toHexDigits(contents.sum())));
    return json.toString() + '\n';
  }
}
