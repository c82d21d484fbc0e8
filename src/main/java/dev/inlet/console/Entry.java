package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.event.Fault;
import dev.inlet.event.Sample;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One verdict, as it is shown.
 *
 * @param status of the answer that the client got
 * @param type of the record; null when there is none
 * @param userId whose event it is, as far as it says so
 * @param eventName likewise
 * @param record the line that was written, or null
 * @param errors why it was refused; none when it was taken
 * @param body what was received for it, alone; null when it is not at hand
 */
@SuppressWarnings("ArrayRecordComponent")
record Entry(
    long number,
    Sample sample,
    int status,
    @Nullable String type,
    @Nullable String userId,
    @Nullable String eventName,
    @Nullable String record,
    List<Fault> errors,
    byte @Nullable [] body) {

  Verdict verdict() {
    return errors.isEmpty() ? Verdict.GOOD : Verdict.BAD;
  }

  /** About how much it is to send. */
  int bytes() {
    return (record == null ? 0 : record.length()) + (body == null ? 0 : body.length);
  }

  /** Whether a text, in lower case, is in anything that is shown of it. */
  boolean holds(String lowerCase) {
    return holds(sample.envelope().source(), lowerCase)
        || holds(sample.posted().path(), lowerCase)
        || holds(sample.envelope().requestId(), lowerCase)
        || holds(type, lowerCase)
        || holds(userId, lowerCase)
        || holds(eventName, lowerCase)
        || holds(record, lowerCase)
        || (body != null && holds(new String(body, UTF_8), lowerCase))
        || errors.stream()
            .anyMatch(fault ->
                holds(fault.code(), lowerCase)
                    || holds(fault.pointer(), lowerCase)
                    || holds(fault.message(), lowerCase));
  }

  private static boolean holds(@Nullable String text, String lowerCase) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(lowerCase);
  }
}
