package dev.inlet.event;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one event or with the body around the events: the first few places. */
final class Faults {
  private static final int COUNT_MAX = 16;

  private final List<Fault> faults = new ArrayList<>();

  void clear() {
    faults.clear();
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** Whether more of them would say nothing new. */
  boolean isFull() {
    return faults.size() >= COUNT_MAX;
  }

  void add(Fault fault) {
    if (!isFull()) {
      faults.add(fault);
    }
  }

  List<Fault> list() {
    return List.copyOf(faults);
  }
}
