package dev.inlet.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells of two engines as texts that are equal when their values are. */
final class Cells {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final MathContext DIGITS = new MathContext(9);

  private Cells() {}

  /** The rows in an order of their own. */
  static List<String> canonical(List<List<@Nullable String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(Cells::canonical).toList().toString())
        .sorted()
        .toList();
  }

  private static String canonical(@Nullable String cell) {
    if (cell == null) {
      return "null";
    } else if (cell.startsWith("{")) {
      return json(cell);
    } else if (cell.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+")) {
      return cell.replaceFirst("\\.?0+$", "");
    } else if (cell.matches("-?\\d+\\.\\d+(E-?\\d+)?")) {
      return new BigDecimal(cell).round(DIGITS).stripTrailingZeros().toPlainString();
    }
    return '"' + cell + '"';
  }

  /** Numbers with a fraction or an exponent are doubles, and the order of members says nothing. */
  private static String json(String cell) {
    try {
      return JSON.writeValueAsString(JSON.readValue(cell, Object.class));
    } catch (JsonProcessingException e) {
      return '"' + cell + '"';
    }
  }
}
