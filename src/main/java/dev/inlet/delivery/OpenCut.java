package dev.inlet.delivery;

import org.jspecify.annotations.Nullable;

/** A cut on its way. */
final class OpenCut {
  /** How far it got. */
  enum Stage {
    DECIDED,
    RECORDED,
    SENDING,
    DELIVERED
  }

  final Cut cut;
  Stage stage;

  /** Why it could not be delivered the last time; null before that and when it is delivered. */
  @Nullable Trouble trouble;

  OpenCut(Cut cut, Stage stage) {
    this.cut = cut;
    this.stage = stage;
  }
}
