package dev.inlet.endurance;

import dev.inlet.standin.Counts;
import java.util.Set;

/**
 * What a run showed.
 *
 * @param promises what clients were told
 * @param arrivals what is in the lake
 * @param againMax how many lines may be there once more: those that were taken, and not recorded as
 *     delivered when the process was killed
 * @param counts what the stand-in saw of the events' stream or bucket
 * @param exit the status of the last process
 * @param verifyExit the status of {@code inlet verify}
 * @param verified what it said
 * @param spoolBytesMost the fullest that the spool was
 * @param seconds until all was acknowledged
 * @param drainSeconds until all was delivered after that
 */
record Result(
    Promises promises,
    Arrivals arrivals,
    long againMax,
    Counts counts,
    int exit,
    int verifyExit,
    String verified,
    long spoolBytesMost,
    double seconds,
    double drainSeconds) {
  /** What the script made it answer; anything else would be a limit that was not kept. */
  private static final Set<String> SCRIPTED =
      Set.of("ServiceUnavailableException", "SlowDown", "InternalFailure", "InternalError");

  boolean keptLimits() {
    return SCRIPTED.containsAll(counts.errors().keySet());
  }

  boolean isGood() {
    return exit == 0
        && verifyExit == 0
        && arrivals.missing() == 0
        && arrivals.foreign() == 0
        && arrivals.again() <= againMax
        && keptLimits();
  }

  String text() {
    return """
    events acknowledged   %12d in %.1f s, %.0f a second
    bodies answered 503   %12d
    events not answered   %12d (the process was killed)
    lines in the lake     %12d
    missing               %12d
    there once more       %12d (at most %d may be)
    nobody's              %12d
    the spool's most      %12d bytes
    drained in            %12.1f s, exit status %d
    inlet verify          exit status %d
    %s
    the stand-in saw
    %s\
    """
        .formatted(
            promises.eventsAcknowledged(),
            seconds,
            promises.eventsAcknowledged() / seconds,
            promises.bodiesPostponed(),
            promises.eventsUnanswered(),
            arrivals.lines(),
            arrivals.missing(),
            arrivals.again(),
            againMax,
            arrivals.foreign(),
            spoolBytesMost,
            drainSeconds,
            exit,
            verifyExit,
            verified.indent(2),
            counts.table().indent(2));
  }
}
