package dev.inlet.api;

import dev.inlet.event.Fault;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each request whose body was judged, when it is answered: so what it is told was taken
 * is on disk. It is called on event loops, and neither waits nor takes long.
 */
public interface Tap {
  /** Nobody looks. */
  Tap NONE =
      new Tap() {
        @Override
        public boolean wants(int events, int bytes) {
          return false;
        }

        @Override
        public void taken(int accepted, List<RefusedEvent> refused, @Nullable Sample sample) {}

        @Override
        public void refused(int status, Fault why, List<Fault> errors, @Nullable Sample sample) {}
      };

  /** Whether it is worth the copy: asked once for each request. */
  boolean wants(int events, int bytes);

  /**
   * Some or all events of a request were taken.
   *
   * @param sample of the request with the lines that were made of it, when it was wanted
   */
  void taken(int accepted, List<RefusedEvent> refused, @Nullable Sample sample);

  /**
   * A request was refused.
   *
   * @param why in one
   * @param errors each place of the body that is wrong
   */
  void refused(int status, Fault why, List<Fault> errors, @Nullable Sample sample);
}
