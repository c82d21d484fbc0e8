package dev.inlet.console;

import dev.inlet.event.Fault;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import java.util.List;

/** A request with what became of it. */
sealed interface Sighting {
  Sample sample();

  /** How many verdicts it holds. */
  int size();

  /**
   * Some or all of its events were taken.
   *
   * @param accepted how many
   */
  record Taken(Sample sample, int accepted, List<RefusedEvent> refused) implements Sighting {
    @Override
    public int size() {
      return accepted + refused.size();
    }
  }

  /**
   * None of it was.
   *
   * @param errors where it is wrong, or in one why it was refused
   */
  record Refused(Sample sample, int status, List<Fault> errors) implements Sighting {
    @Override
    public int size() {
      return 1;
    }
  }
}
