package dev.inlet.delivery;

import dev.inlet.delivery.OpenCut.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cuts that are decided and not yet behind the checkpoint, in the order of the spool.
 *
 * <p>They may be delivered in any order; the checkpoint moves over those that are delivered without
 * a gap, and the others stay in it. Order is what makes neighbours, not arithmetic: damaged records
 * leave holes between sequences. For one thread.
 */
final class OpenCuts {
  /**
   * What a checkpoint holds.
   *
   * @param delivered every line below this sequence is delivered
   * @param cuts the open cuts, in order
   */
  record Position(long delivered, List<Cut> cuts) {
    /** The sequence from which on nothing is cut yet. */
    long uncut() {
      return cuts.isEmpty() ? delivered : cuts.getLast().last() + 1;
    }
  }

  private final Deque<OpenCut> open = new ArrayDeque<>();
  private long delivered;

  /** Starts where a checkpoint says; its cuts are recorded, so they may be sent at once. */
  OpenCuts(Position position) {
    delivered = position.delivered();
    position.cuts().forEach(cut -> open.add(new OpenCut(cut, Stage.RECORDED)));
  }

  OpenCut add(Cut cut) {
    var added = new OpenCut(cut, Stage.DECIDED);
    open.add(added);
    return added;
  }

  /** Tells that a checkpoint with this position is durable: its cuts may be sent. */
  void recorded(Position position) {
    open.stream()
        .filter(cut -> cut.stage == Stage.DECIDED && position.cuts().contains(cut.cut))
        .forEach(cut -> cut.stage = Stage.RECORDED);
  }

  /** The oldest cut that nobody sends yet and that may be sent. */
  Optional<OpenCut> nextToSend() {
    return open.stream().filter(cut -> cut.stage == Stage.RECORDED).findFirst();
  }

  void delivered(OpenCut cut) {
    cut.stage = Stage.DELIVERED;
    cut.trouble = null;
    for (var head = open.peek(); head != null && head.stage == Stage.DELIVERED; ) {
      delivered = head.cut.last() + 1;
      open.remove();
      head = open.peek();
    }
  }

  int size() {
    return open.size();
  }

  Position position() {
    return new Position(delivered, open.stream().map(cut -> cut.cut).toList());
  }

  /** Why the oldest of those that failed is not delivered. */
  Optional<Trouble> trouble() {
    return open.stream().flatMap(cut -> Stream.ofNullable(cut.trouble)).findFirst();
  }
}
