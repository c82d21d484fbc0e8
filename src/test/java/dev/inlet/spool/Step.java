package dev.inlet.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What can happen to a spool, one after the other. */
sealed interface Step {
  /** This many requests of about this size arrive at once. */
  record Append(int frames, int bytes) implements Step {}

  /** So many more frames are read, and committed. */
  record Deliver(int frames) implements Step {}

  /** It is closed and opened again. */
  record Reopen() implements Step {}

  /** The process is killed, in the middle of the change that many changes ahead. */
  record Kill(int after) implements Step {}

  /** The power goes, in the middle of the change that many changes ahead. */
  record PowerLoss(int after) implements Step {}

  /** A change that many changes ahead fails. */
  record Fail(int after, FaultyDisk.Fault fault) implements Step {}

  /** A schedule that is the same for the same seed. */
  static List<Step> schedule(long seed, int length) {
    var random = new Random(seed);
    var steps = new ArrayList<Step>();
    while (steps.size() < length) {
      steps.add(
          switch (random.nextInt(16)) {
            case 0 -> new Reopen();
            case 1 -> new Kill(random.nextInt(8));
            case 2, 3, 4 -> new PowerLoss(random.nextInt(8));
            case 5 -> new Fail(1 + random.nextInt(12), FaultyDisk.Fault.EIO);
            case 6 -> new Fail(1 + random.nextInt(12), FaultyDisk.Fault.ENOSPC);
            case 7, 8, 9 -> new Deliver(random.nextInt(12));
            default -> new Append(1 + random.nextInt(6), 20 + random.nextInt(2500));
          });
    }
    return steps;
  }
}
