package dev.inlet.lake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text as JSON has it, in the form that lines of raw objects have. */
final class JsonText {
  private JsonText() {}

  static String quoted(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> json.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
      }
    }
    return json.append('"').toString();
  }
}
