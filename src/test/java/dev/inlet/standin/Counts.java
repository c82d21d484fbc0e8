package dev.inlet.standin;

import java.util.Map;

/**
 * What a stream or a bucket saw.
 *
 * @param calls that named it and carried data
 * @param callsRefused of these, those that took nothing
 * @param records that were taken; for a bucket, objects
 * @param recordsRefused in calls that took others
 * @param bytes of the records that were taken
 * @param bytesBilled the same, with each record rounded up to 5 KB; for a bucket as they are
 * @param duplicates of the records taken, those whose bytes were taken before
 * @param errors how often each error code was answered
 */
public record Counts(
    long calls,
    long callsRefused,
    long records,
    long recordsRefused,
    long bytes,
    long bytesBilled,
    long duplicates,
    Map<String, Long> errors) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, Map.of());

  public String table() {
    return """
    calls            %12d
    calls refused    %12d
    records          %12d
    records refused  %12d
    bytes            %12d
    bytes billed     %12d
    duplicates       %12d
    errors           %s
    """
        .formatted(
            calls, callsRefused, records, recordsRefused, bytes, bytesBilled, duplicates, errors);
  }
}
