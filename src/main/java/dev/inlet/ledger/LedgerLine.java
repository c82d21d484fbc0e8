package dev.inlet.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.delivery.Contents;
import dev.inlet.delivery.Ledger;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A cut in the ledger, one JSON object a line.
 *
 * <pre>
 * key     of its object below raw/, when the sink writes objects
 * first   the sequence of its first line
 * last    the sequence of its last line
 * hour    when its lines were received
 * lines   how many there are
 * sum     of the hashes of its lines, modulo 2^64, in hexadecimal
 * </pre>
 */
final class LedgerLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LedgerLine() {}

  static String encode(Ledger.Entry entry) {
    return String.format(
        Locale.ROOT,
        "{\"key\":\"%s\",\"first\":%d,\"last\":%d,\"hour\":\"%s\",\"lines\":%d,\"sum\":\"%s\"}\n",
        entry.key(),
        entry.first(),
        entry.last(),
        Hours.text(entry.hour()),
        entry.contents().lines(),
        HexFormat.of().toHexDigits(entry.contents().sum()));
  }

  /** What a line says; nothing when it was torn. */
  static Optional<Ledger.Entry> decode(String line) {
    try {
      var json = JSON.readTree(line);
      return json.path("sum").isTextual() ? Optional.of(entry(json)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Ledger.Entry entry(JsonNode json) {
    return new Ledger.Entry(
        json.path("key").textValue(),
        json.path("first").longValue(),
        json.path("last").longValue(),
        Hours.of(json.path("hour").textValue()),
        new Contents(
            json.path("lines").longValue(),
            HexFormat.fromHexDigitsToLong(json.path("sum").textValue())));
  }
}
