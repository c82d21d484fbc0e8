package dev.inlet.lake;

/**
 * What becomes of links that make one person of several with a profile.
 *
 * @param isRefused whether they are left out
 * @param hasTurned whether that is otherwise than at the last build
 */
record Merging(boolean isRefused, boolean hasTurned) {
  /** As the tables were built. */
  static Merging asBuilt(boolean isRefused) {
    return new Merging(isRefused, false);
  }
}
