package dev.inlet.delivery.firehose;

import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;

/** Takes everything at once, and remembers nothing. */
final class TakingClient implements FirehoseAsyncClient {
  private static final PutRecordBatchResponseEntry TAKEN =
      PutRecordBatchResponseEntry.builder().recordId("taken").build();

  @Override
  public CompletableFuture<PutRecordBatchResponse> putRecordBatch(PutRecordBatchRequest request) {
    return CompletableFuture.completedFuture(
        PutRecordBatchResponse.builder()
            .failedPutCount(0)
            .requestResponses(Collections.nCopies(request.records().size(), TAKEN))
            .build());
  }

  @Override
  public String serviceName() {
    return "firehose";
  }

  @Override
  public void close() {}
}
