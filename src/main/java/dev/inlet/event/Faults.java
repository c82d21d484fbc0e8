package dev.inlet.event;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one event or with the body around the events: the first few places. */
public final class Faults {
  private static final int COUNT_MAX = 16;

  private final List<Fault> faults = new ArrayList<>();

  public void clear() {
    faults.clear();
  }

  public boolean isEmpty() {
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

  public List<Fault> list() {
    return List.copyOf(faults);
  }
}
