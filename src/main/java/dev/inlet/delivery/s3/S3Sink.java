package dev.inlet.delivery.s3;

import dev.inlet.delivery.Batch;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Sink;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

  /** What each thread waits for. */
  private final Map<Thread, CompletableFuture<?>> underway = new ConcurrentHashMap<>();

  private volatile boolean stopped;

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

  @Override
  public void stop() {
    stopped = true;
    underway.values().forEach(call -> call.cancel(true));
  }

  /** Returns what went wrong, or null. No object is made of no lines. */
  private @Nullable Throwable put(Batch batch, Parcel parcel) throws InterruptedException {
    if (parcel.tally().lines() == 0) {
      return null;
    }
    try {
      await(s3.put(config.bucket(), config.key(batch.key()), parcel));
      return null;
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (SdkException | CancellationException e) {
      return e;
    }
  }

  private void await(CompletableFuture<?> call) throws InterruptedException, ExecutionException {
    underway.put(Thread.currentThread(), call);
    try {
      if (stopped) {
        call.cancel(true);
      }
      call.get();
    } catch (InterruptedException e) {
      call.cancel(true);
      throw e;
    } finally {
      underway.remove(Thread.currentThread());
    }
  }
}
