package dev.inlet.delivery.firehose;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeadLetters;
import dev.inlet.delivery.Sink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * Amazon Data Firehose, as the AWS variables of the environment describe it.
 *
 * <p>It is connected to at the first call, so that a process whose AWS variables are wrong starts
 * all the same, keeps what it is sent, and says what is wrong.
 */
public final class Firehose implements AutoCloseable {
  /** The most lines, in bytes, that a batch should hold: they fit into one call even unpacked. */
  public static final long BATCH_BYTES_MAX = 4 << 20;

  /** After that long nobody knows whether a call was taken. */
  static final Duration CALL_MAX = Duration.ofSeconds(30);

  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final int CONNECTIONS_MAX = 32;

  /** What a batch on its way may take of the heap: its records, and the SDK's copies of them. */
  private static final long HEAP_BYTES = 48L << 20;

  /** The same when records are compressed, which makes a quarter of them at most. */
  private static final long HEAP_BYTES_COMPRESSED = HEAP_BYTES / 4;

  private final Supplier<FirehoseAsyncClient> connect;
  private @Nullable FirehoseAsyncClient client;

  public Firehose() {
    this(Firehose::connected);
  }

  Firehose(Supplier<FirehoseAsyncClient> connect) {
    this.connect = connect;
  }

  /** The SDK's own retries are off: they would send whole calls again. */
  private static FirehoseAsyncClient connected() {
    return FirehoseAsyncClient.builder()
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .maxConcurrency(CONNECTIONS_MAX)
                .connectionTimeout(CONNECT_MAX)
                .connectionAcquisitionTimeout(CALL_MAX)
                .readTimeout(CALL_MAX)
                .writeTimeout(CALL_MAX))
        .asyncConfiguration(async ->
            async.advancedOption(
                SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
        .overrideConfiguration(override ->
            override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(CALL_MAX))
        .build();
  }

  /** A sink that spreads batches over these streams. */
  public Sink sink(List<String> streams, DeadLetters deadLetters) {
    return new FirehoseSink(this, streams, deadLetters, System::nanoTime);
  }

  /**
   * Batches on the way at once: as many as are wanted, if half of such a heap has room for them.
   * The other half is for what comes in, and for garbage.
   */
  public static int inFlightMax(int wanted, Compression compression, long heapBytes) {
    long each = compression == Compression.NONE ? HEAP_BYTES : HEAP_BYTES_COMPRESSED;
    return (int) Math.clamp(heapBytes / 2 / each, 1, wanted);
  }

  CompletableFuture<PutRecordBatchResponse> put(String stream, List<Packet> packets) {
    var records =
        packets.stream()
            .map(packet ->
                Record.builder().data(SdkBytes.fromByteArrayUnsafe(packet.bytes())).build())
            .toList();
    return client()
        .putRecordBatch(
            PutRecordBatchRequest.builder().deliveryStreamName(stream).records(records).build());
  }

  private synchronized FirehoseAsyncClient client() {
    var connected = client == null ? connect.get() : client;
    client = connected;
    return connected;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
