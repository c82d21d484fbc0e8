package dev.inlet.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault as it is written on a command line: {@code name=when:what}.
 *
 * @param name of the stream or bucket
 */
record FaultText(String name, When when, Fault fault) {
  static final String SYNTAX =
      """
      NAME=WHEN:WHAT, where NAME is a stream or a bucket,
      WHEN is  always | call-5 | calls-5-20 | every-10 | after-30s-for-2m
      WHAT is  partial-3 (every third record) | throttled | internal | unavailable
               | access-denied | wrong-credentials | no-such-stream | kms | invalid
               | slow-2s | cut-before | cut-after\
      """;

  private static final Pattern TEXT = Pattern.compile("([^=]+)=([^:]+):(.+)");
  private static final Pattern CALL = Pattern.compile("call-(\\d{1,9})");
  private static final Pattern CALLS = Pattern.compile("calls-(\\d{1,9})-(\\d{1,9})");
  private static final Pattern EVERY = Pattern.compile("every-([1-9]\\d{0,8})");
  private static final Pattern AFTER = Pattern.compile("after-(\\d{1,6}[smh])-for-(\\d{1,6}[smh])");
  private static final Pattern PARTIAL = Pattern.compile("partial-([1-9]\\d{0,2})");
  private static final Pattern SLOW = Pattern.compile("slow-(\\d{1,6}[smh])");

  private static final Map<String, Fault> PLAIN =
      Map.of(
          "throttled", Fault.throttled(),
          "internal", Fault.internalFailure(),
          "unavailable", Fault.unavailable(),
          "access-denied", Fault.accessDenied(),
          "wrong-credentials", Fault.wrongCredentials(),
          "no-such-stream", Fault.noSuchStream(),
          "kms", Fault.kms(),
          "invalid", Fault.invalidArgument(),
          "cut-before", Fault.cutBefore(),
          "cut-after", Fault.cutAfter());

  /**
   * @param start what times are counted from
   * @throws IllegalArgumentException when it is not written like that
   */
  static FaultText parse(String text, Instant start) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no fault; it is " + SYNTAX);
    }
    return new FaultText(parts.group(1), when(parts.group(2), start), fault(parts.group(3)));
  }

  private static When when(String text, Instant start) {
    if (text.equals("always")) {
      return new When.Calls(1, Long.MAX_VALUE);
    }
    var call = CALL.matcher(text);
    if (call.matches()) {
      return new When.Calls(number(call, 1), number(call, 1));
    }
    var calls = CALLS.matcher(text);
    if (calls.matches()) {
      return new When.Calls(number(calls, 1), number(calls, 2));
    }
    var every = EVERY.matcher(text);
    if (every.matches()) {
      return new When.EveryCall(number(every, 1));
    }
    var after = AFTER.matcher(text);
    if (after.matches()) {
      var from = start.plus(duration(after.group(1)));
      return new When.Between(from, from.plus(duration(after.group(2))));
    }
    throw new IllegalArgumentException("'" + text + "' is no WHEN; it is " + SYNTAX);
  }

  private static Fault fault(String text) {
    var plain = PLAIN.get(text);
    if (plain != null) {
      return plain;
    }
    var partial = PARTIAL.matcher(text);
    if (partial.matches()) {
      return Fault.partial((int) number(partial, 1));
    }
    var slow = SLOW.matcher(text);
    if (slow.matches()) {
      return Fault.slow(duration(slow.group(1)));
    }
    throw new IllegalArgumentException("'" + text + "' is no WHAT; it is " + SYNTAX);
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }

  private static Duration duration(String text) {
    return Duration.parse("PT" + text);
  }
}
