package dev.inlet.console;

import dev.inlet.event.Fault;
import dev.inlet.event.Packing;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import dev.inlet.event.Secrets;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Sightings as bytes. */
final class Packed {
  private static final int TAKEN = 0;

  private Packed() {}

  static void write(Sighting sighting, DataOutput out) throws IOException {
    switch (sighting) {
      case Sighting.Taken taken -> {
        out.writeInt(TAKEN);
        taken.sample().write(out);
        Packing.writeAll(
            taken.refused(),
            out,
            event -> {
              out.writeInt(event.index());
              writeFaults(event.errors(), out);
            });
      }
      case Sighting.Refused refused -> {
        out.writeInt(refused.status());
        refused.sample().write(out);
        writeFaults(refused.errors(), out);
      }
    }
  }

  /**
   * @param secrets those of the sample that was written
   */
  static Sighting read(DataInput in, Secrets secrets) throws IOException {
    int status = in.readInt();
    var sample = Sample.read(in, secrets);
    return status == TAKEN
        ? new Sighting.Taken(
            sample, Packing.readAll(in, () -> new RefusedEvent(in.readInt(), readFaults(in))))
        : new Sighting.Refused(sample, status, readFaults(in));
  }

  private static void writeFaults(List<Fault> faults, DataOutput out) throws IOException {
    Packing.writeAll(
        faults,
        out,
        fault -> {
          Packing.write(fault.pointer(), out);
          Packing.write(fault.code(), out);
          Packing.write(fault.message(), out);
        });
  }

  private static List<Fault> readFaults(DataInput in) throws IOException {
    return Packing.readAll(
        in, () -> new Fault(Packing.readText(in), Packing.readText(in), Packing.readText(in)));
  }
}
