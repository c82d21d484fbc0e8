package dev.inlet.ledger;

/**
 * What became of the lines of one hour of a stream.
 *
 * @param hour when they were received, in hours of the epoch
 * @param received acknowledged
 * @param delivered of these, in the lake, each line counted once
 * @param refused of these, refused by Firehose and kept as rejected records
 * @param pending of these, in a spool and not yet in the lake
 * @param again lines that are in the lake once more
 * @param sentAgain lines whose id a client had sent before, within the hour
 * @param agrees whether the lines that are there are those that were acknowledged
 */
record HourBalance(
    String stream,
    int hour,
    long received,
    long delivered,
    long refused,
    long pending,
    long again,
    long sentAgain,
    boolean agrees) {
  /**
   * How many acknowledged lines are nowhere; below 0 when there are more than were acknowledged.
   */
  long missing() {
    return received - delivered - refused - pending;
  }

  String verdict() {
    if (agrees) {
      return "agrees";
    }
    if (missing() > 0) {
      return missing() + " short";
    }
    return missing() == 0 ? "other lines than acknowledged" : -missing() + " not in the ledger";
  }
}
