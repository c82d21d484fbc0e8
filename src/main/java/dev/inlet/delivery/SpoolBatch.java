package dev.inlet.delivery;

import dev.inlet.spool.Spool;
import dev.inlet.spool.SpoolReader;
import java.io.IOException;

/** The lines of a cut, in their spool. */
record SpoolBatch(Spool spool, String key, Cut cut) implements Batch {
  @Override
  public long first() {
    return cut.first();
  }

  @Override
  public long last() {
    return cut.last();
  }

  @Override
  public Compression compression() {
    return cut.compression();
  }

  @Override
  public SpoolReader frames() throws IOException {
    return spool.read(cut.first());
  }
}
