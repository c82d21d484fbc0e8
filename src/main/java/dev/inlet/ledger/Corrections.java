package dev.inlet.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.delivery.Contents;
import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the ledger says of lines that were erased: a file for each object that they were in, below
 * {@code _ledger/erased/} in the lake, with a JSON object for each hour that lines were of.
 *
 * <pre>
 * stream           whose ledger the lines were noted in
 * hour             when they were received
 * lines, sum       what was erased of the object, ever: how many, and the sum of their hashes
 * left, leftSum    what the object holds since
 * </pre>
 *
 * <p>It is written before its object is. It counts only while the object holds what it says: so one
 * whose object was not written yet, or was put back as it was, changes nothing.
 */
public final class Corrections {
  private static final String FOLDER = "_ledger/erased/";
  private static final String SUFFIX = ".ndjson";
  private static final String RAW = "raw/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Corrections() {}

  /** Lines of a stream that were received within an hour of the epoch. */
  public record Hour(String stream, int hour) {
    public static Hour of(String stream, long receivedAtMillis) {
      return new Hour(stream, Hours.of(receivedAtMillis));
    }
  }

  /**
   * What is said of lines of an object.
   *
   * @param left what the object must hold for it to count
   */
  record Correction(Hour of, Contents erased, Contents left) {}

  /**
   * Notes that lines of an object are about to be erased.
   *
   * @param key of the object
   * @param before what it holds
   * @param erased what is erased of it now
   */
  public static void note(
      RawObjects lake, String key, Contents before, Map<Hour, Contents> erased, Contents left)
      throws IOException {
    var lines = new NotedLines(lake);
    var noted =
        isThere(lake, key)
            ? lines.read(correctionKey(key), Corrections::decode)
            : List.<Correction>of();
    lines.refuseUnreadable();
    var ever = new HashMap<>(erased);
    noted.stream()
        .filter(correction -> correction.left().equals(before))
        .forEach(correction -> ever.merge(correction.of(), correction.erased(), Contents::plus));
    var all = new ArrayList<>(noted);
    all.removeIf(correction -> correction.left().equals(left));
    ever.forEach((of, gone) -> all.add(new Correction(of, gone, left)));
    var file = Files.createTempFile("inlet-erase", SUFFIX);
    try {
      Files.write(
          file,
          all.stream().map(Corrections::encode).collect(Collectors.joining()).getBytes(UTF_8));
      lake.write(correctionKey(key), file);
    } finally {
      Files.delete(file);
    }
  }

  private static boolean isThere(RawObjects lake, String key) throws IOException {
    var wanted = correctionKey(key);
    return lake.list(wanted).stream().anyMatch(object -> object.key().equals(wanted));
  }

  /**
   * What counts of what lines say, by the keys of objects, when these hold what was found there.
   */
  static Map<String, List<Correction>> of(
      RawObjects lake, NotedLines lines, Map<String, Contents> found) throws IOException {
    var counting = new HashMap<String, List<Correction>>();
    for (var object : lake.list(FOLDER)) {
      var name = object.key().substring(FOLDER.length());
      var key = RAW + name.substring(0, Math.max(0, name.length() - SUFFIX.length()));
      var holds = found.get(key);
      if (holds != null) {
        counting.put(
            key,
            lines.read(object.key(), Corrections::decode).stream()
                .filter(correction -> correction.left().equals(holds))
                .toList());
      }
    }
    return counting;
  }

  private static String correctionKey(String key) {
    return FOLDER + key.substring(RAW.length()) + SUFFIX;
  }

  private static String encode(Correction correction) {
    return JSON.createObjectNode()
            .put("stream", correction.of().stream())
            .put("hour", Hours.text(correction.of().hour()))
            .put("lines", correction.erased().lines())
            .put("sum", HexFormat.of().toHexDigits(correction.erased().sum()))
            .put("left", correction.left().lines())
            .put("leftSum", HexFormat.of().toHexDigits(correction.left().sum()))
            .toString()
        + '\n';
  }

  private static Correction decode(JsonNode line) {
    return new Correction(
        NotedLines.hour(line),
        NotedLines.contents(line, "lines", "sum"),
        NotedLines.contents(line, "left", "leftSum"));
  }
}
