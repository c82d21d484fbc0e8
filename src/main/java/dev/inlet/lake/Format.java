package dev.inlet.lake;

/** How a result is written. */
public enum Format {
  TABLE,
  CSV,
  JSON
}
