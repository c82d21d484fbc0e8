package dev.inlet.standin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Firehose's expressions for the time in a prefix. */
final class Prefix {
  private static final Pattern TIMESTAMP = Pattern.compile("!\\{timestamp:([^}]+)}");

  private Prefix() {}

  /** Without an expression, Firehose adds the hour by itself. */
  static String evaluate(String prefix, Instant arrival) {
    if (!TIMESTAMP.matcher(prefix).find()) {
      return prefix + formatted("yyyy/MM/dd/HH/", arrival);
    }
    return TIMESTAMP.matcher(prefix).replaceAll(match -> formatted(match.group(1), arrival));
  }

  static String formatted(String pattern, Instant time) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC).format(time);
  }
}
