package dev.inlet.delivery.s3;

import dev.inlet.delivery.Batch;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Sink;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A bucket: one call an object, which is then there whole or not at all.
 *
 * <p>A batch that is sent again, also one whose answer was lost, replaces like with like. Only when
 * records were damaged since the batch was made does what is there stay: it holds more.
 */
final class S3Sink implements Sink {
  private final S3 s3;
  private final S3Config config;
  private final Parcels parcels;

  S3Sink(S3 s3, S3Config config, Parcels parcels) {
    this.s3 = s3;
    this.config = config;
    this.parcels = parcels;
  }

  @Override
  public Outcome send(Batch batch) throws InterruptedException {
    Parcel parcel;
    try {
      parcel = parcels.of(batch);
    } catch (IOException e) {
      return Failures.ofDisk(e);
    }
    var failure = put(batch, parcel);
    if (failure == null || Failures.isThereAlready(failure)) {
      parcels.drop(batch);
      return new Outcome.Delivered(parcel.tally());
    }
    if (Failures.isOfContent(failure)) {
      parcels.drop(batch);
    }
    return Failures.outcome(failure, config);
  }

  /** Returns what went wrong, or null. No object is made of no lines. */
  private @Nullable Throwable put(Batch batch, Parcel parcel) throws InterruptedException {
    if (parcel.tally().lines() == 0) {
      return null;
    }
    try {
      var answer = s3.put(config.bucket(), config.key(batch.key()), parcel);
      try {
        answer.get();
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw e;
      }
      return null;
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (SdkException e) {
      return e;
    }
  }
}
