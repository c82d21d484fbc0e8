package dev.inlet;

import dev.inlet.api.Tap;
import dev.inlet.console.Watch;
import dev.inlet.event.Fault;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the console what requests bring. */
record ConsoleTap(Watch watch) implements Tap {
  @Override
  public boolean wants(int events, int bytes) {
    return watch.wants(events, bytes);
  }

  @Override
  public void taken(int accepted, List<RefusedEvent> refused, @Nullable Sample sample) {
    watch.taken(accepted, refused, sample);
  }

  @Override
  public void refused(int status, Fault why, List<Fault> errors, @Nullable Sample sample) {
    watch.refused(status, why, errors, sample);
  }
}
