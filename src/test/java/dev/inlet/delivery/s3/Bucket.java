package dev.inlet.delivery.s3;

import dev.inlet.delivery.RawObjects;
import dev.inlet.standin.Clients;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The objects of the stand-in's bucket, and what was read of them. */
public final class Bucket implements RawObjects {
  private final S3 s3;
  private final RawObjects objects;
  private final List<String> reads = new ArrayList<>();
  private int refusals;

  public Bucket(StandIn standIn, String prefix) {
    s3 = new S3(Clients.of(standIn)::s3);
    objects = s3.objects(new S3Config(Setup.BUCKET, prefix));
  }

  /** The keys of the objects that were read, in order. */
  public List<String> reads() {
    return reads;
  }

  /** So many of the next reads fail half-way. */
  public void refuse(int number) {
    refusals = number;
  }

  @Override
  public void each(String prefix, Taker taker) throws IOException {
    objects.each(prefix, taker);
  }

  @Override
  public InputStream read(String key) throws IOException {
    reads.add(key);
    var in = objects.read(key);
    if (refusals == 0) {
      return in;
    }
    refusals--;
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        if (super.read(bytes, from, Math.min(length, 1)) > 0) {
          return 1;
        }
        throw new IOException("the connection was reset");
      }
    };
  }

  @Override
  public void write(String key, Path content) throws IOException {
    objects.write(key, content);
  }

  @Override
  public void close() {
    objects.close();
    s3.close();
  }
}
