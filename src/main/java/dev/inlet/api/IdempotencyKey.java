package dev.inlet.api;

import java.util.List;

/** The client's own id of a request: {@code Idempotency-Key}. */
final class IdempotencyKey {
  private static final int CHARACTERS_MAX = 256;

  private IdempotencyKey() {}

  static boolean isAllowed(List<String> values) {
    return switch (values.size()) {
      case 0 -> true;
      case 1 -> isAllowed(values.get(0));
      default -> false;
    };
  }

  private static boolean isAllowed(String value) {
    return !value.isBlank()
        && value.length() <= CHARACTERS_MAX
        && value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }
}
