package dev.inlet.console;

import org.jspecify.annotations.Nullable;

/**
 * Where in a text something is.
 *
 * @param position in UTF-16 units, as browsers count them, from 0
 * @param line from 1
 * @param column in characters, from 1
 */
record TextPlace(int position, int line, int column) {
  /**
   * The place at this position; null when it is none of the text.
   *
   * @param bytes how many bytes of UTF-8 are before it
   */
  static @Nullable TextPlace of(String text, int bytes) {
    int line = 1;
    int column = 1;
    int left = bytes;
    for (int at = 0; at <= text.length(); ) {
      if (left <= 0) {
        return left == 0 ? new TextPlace(at, line, column) : null;
      }
      if (at == text.length()) {
        return null;
      }
      int character = text.codePointAt(at);
      left -= character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      at += Character.charCount(character);
      line += character == '\n' ? 1 : 0;
      column = character == '\n' ? 1 : column + 1;
    }
    return null;
  }
}
