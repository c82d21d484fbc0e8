package dev.inlet.console;

import dev.inlet.event.Fault;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import java.util.List;

/** A request with what became of it. */
sealed interface Sighting {
  Sample sample();

  /** How many entries are shown of it. */
  int size();

  /** Some or all of its events were taken: each line that was made of them is an entry. */
  record Taken(Sample sample, List<RefusedEvent> refused) implements Sighting {
    @Override
    public int size() {
      return sample.lineCount() + refused.size();
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
