package dev.inlet.api;

/** What came out of a packed body. */
sealed interface Unpacked {
  /** All of it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Whole(byte[] bytes, int length) implements Unpacked {}

  /** Its start; more would have come, beyond what is allowed. */
  @SuppressWarnings("ArrayRecordComponent")
  record TooLarge(byte[] bytes, int length) implements Unpacked {}

  /** It is not what its encoding says. */
  record Broken() implements Unpacked {}
}
