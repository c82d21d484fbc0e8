package dev.inlet.standin;

import java.util.Set;

/** What one Direct PUT stream may take in a second, by its region. */
public record Quota(long bytes, long records, long calls) {
  public static final Quota NONE = new Quota(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private static final Set<String> LARGE = Set.of("us-east-1", "us-west-2", "eu-west-1");

  public static Quota of(String region) {
    return LARGE.contains(region)
        ? new Quota(5 << 20, 500_000, 2_000)
        : new Quota(1 << 20, 100_000, 1_000);
  }
}
