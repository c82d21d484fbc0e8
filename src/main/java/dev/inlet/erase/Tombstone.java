package dev.inlet.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of a person: that these ids, of which nothing but salted hashes is kept, were
 * erased.
 *
 * <pre>
 * erasedAt  what was received before is erased, what is received later is new
 * salt      random, the same for all erasures of a lake, in hexadecimal
 * ids       HMAC-SHA256 of each id, with the salt as the key, in hexadecimal
 * </pre>
 *
 * <p>It is an object of JSON in the lake, below {@code _erased/}. The salt keeps a hash that left
 * the lake, as in a receipt, from being tried with guessed ids; it does not keep those from it who
 * may read the lake, and they could have read the ids before.
 */
record Tombstone(Instant erasedAt, String salt, List<String> ids) {
  static final String FOLDER = "_erased/";

  private static final String SUFFIX = ".json";
  private static final ObjectMapper JSON = new ObjectMapper();

  Tombstone {
    erasedAt = erasedAt.truncatedTo(ChronoUnit.MILLIS);
    ids = List.copyOf(ids);
  }

  static boolean isKey(String key) {
    return key.endsWith(SUFFIX);
  }

  /** Where it is, by its time and the first of its hashes. */
  String key() {
    var time = erasedAt.toString().replaceAll("[^0-9TZ]", "");
    return FOLDER + time + '-' + ids.getFirst().substring(0, 12) + SUFFIX;
  }

  byte[] encode() {
    var json = JSON.createObjectNode().put("erasedAt", erasedAt.toString()).put("salt", salt);
    ids.forEach(json.putArray("ids")::add);
    return (json.toPrettyString() + '\n').getBytes(UTF_8);
  }

  /** Reads one, or fails: an erasure that is passed over would bring a person back. */
  static Tombstone decode(String key, byte[] bytes) throws IOException {
    try {
      var json = JSON.readTree(bytes);
      var ids = new ArrayList<String>();
      for (JsonNode id : json.required("ids")) {
        ids.add(id.textValue());
      }
      return new Tombstone(
          Instant.parse(json.required("erasedAt").textValue()),
          json.required("salt").textValue(),
          ids);
    } catch (IOException | RuntimeException e) {
      throw new IOException("%s is no tombstone that can be read".formatted(key), e);
    }
  }
}
