package dev.inlet.standin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request as it came.
 *
 * @param path still encoded
 * @param query still encoded; empty for none
 * @param headers by their names in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Request(
    String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
  String header(String name) {
    return String.join(",", headers.getOrDefault(name, List.of()));
  }

  boolean has(String name) {
    return headers.containsKey(name);
  }

  /** The parameters of the query, decoded. */
  SortedMap<String, String> parameters() {
    var parameters = new TreeMap<String, String>();
    for (var pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  String decodedPath() {
    return decoded(path);
  }

  /** A plus is a plus in what AWS encodes. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
