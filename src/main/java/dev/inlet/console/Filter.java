package dev.inlet.console;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to see.
 *
 * @param text that is in what is shown of it, in lower case; empty for any
 * @param verdict null for either
 */
record Filter(String text, @Nullable Verdict verdict) {
  /**
   * As a query says it.
   *
   * @throws IllegalArgumentException with a sentence, when it says a verdict that there is not
   */
  static Filter of(@Nullable String text, @Nullable String verdict) {
    return new Filter(text == null ? "" : text.toLowerCase(Locale.ROOT), verdict(verdict));
  }

  private static @Nullable Verdict verdict(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    for (var verdict : Verdict.values()) {
      if (verdict.toString().equals(text)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("The query's verdict can be good or bad.");
  }

  boolean wants(Entry entry) {
    return (verdict == null || verdict == entry.verdict()) && (text.isEmpty() || entry.holds(text));
  }
}
