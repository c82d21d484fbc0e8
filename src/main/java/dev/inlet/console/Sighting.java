package dev.inlet.console;

import dev.inlet.event.Fault;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import java.util.List;

/** A request with what became of it. */
sealed interface Sighting {
  /** What one takes besides its texts: objects, and the place in a list. */
  int FAULT_BYTES = 100;

  Sample sample();

  /** How many entries are shown of it. */
  int size();

  /** About how much memory it holds: what is wrong with a body can be far more than the body. */
  long bytes();

  private static long bytes(List<Fault> faults) {
    return faults.stream()
        .mapToLong(fault -> FAULT_BYTES + fault.pointer().length() + fault.message().length())
        .sum();
  }

  /** Some or all of its events were taken: each line that was made of them is an entry. */
  record Taken(Sample sample, List<RefusedEvent> refused) implements Sighting {
    @Override
    public int size() {
      return sample.lineCount() + refused.size();
    }

    @Override
    public long bytes() {
      return sample.bytes()
          + refused.stream().mapToLong(event -> Sighting.bytes(event.errors())).sum();
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

    @Override
    public long bytes() {
      return sample.bytes() + Sighting.bytes(errors);
    }
  }
}
