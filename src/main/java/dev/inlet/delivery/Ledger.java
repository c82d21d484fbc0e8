package dev.inlet.delivery;

/**
 * Notes what was acknowledged, as it is read from the spool and before any of it is sent: so it
 * knows nothing of what a sink makes of it, and what arrives can be held against it.
 */
@FunctionalInterface
public interface Ledger {
  /** Notes nothing. */
  Ledger NONE = entry -> {};

  /**
   * Notes what is in a cut, and returns when that is durable. It never fails: what it can't write
   * is missing from it, and nothing is delivered later for that.
   *
   * <p>After a crash a cut that was noted may be decided anew; what is noted later holds.
   */
  void note(Entry entry);

  /**
   * A cut.
   *
   * @param key of its object below {@code raw/}, when the sink writes objects
   * @param first the sequence of its first line
   * @param last the sequence of its last line
   * @param hour when its lines were received, in hours of the epoch
   * @param contents fewer lines than sequences when some were damaged on disk
   */
  record Entry(String key, long first, long last, int hour, Contents contents) {
    /** A cut whose object is named as those of a spool are. */
    public static Entry of(
        String stream,
        String spoolId,
        long first,
        long last,
        int hour,
        Compression compression,
        Contents contents) {
      return new Cut(first, last, hour, compression).entry(stream, spoolId, contents);
    }
  }
}
