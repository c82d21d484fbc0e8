package dev.inlet.delivery.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.delivery.Compression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/** Takes every record, unless a test's script says otherwise. */
final class FakeClient implements FirehoseAsyncClient {
  private static final String TAKEN = "";

  /** The requests of all calls, in order. */
  final List<PutRecordBatchRequest> calls = new CopyOnWriteArrayList<>();

  /** The records that were taken, in order. */
  final List<Record> taken = new CopyOnWriteArrayList<>();

  /** What becomes of a call; the number is that of the call, from 1. */
  volatile BiFunction<Integer, PutRecordBatchRequest, CompletableFuture<PutRecordBatchResponse>>
      script = (number, request) -> take(request);

  @Override
  public CompletableFuture<PutRecordBatchResponse> putRecordBatch(PutRecordBatchRequest request) {
    calls.add(request);
    return script.apply(calls.size(), request);
  }

  CompletableFuture<PutRecordBatchResponse> take(PutRecordBatchRequest request) {
    return answer(request, request.records().stream().map(record -> TAKEN).toList());
  }

  /** Answers with a code for each record; an empty one takes it. */
  CompletableFuture<PutRecordBatchResponse> answer(
      PutRecordBatchRequest request, List<String> codes) {
    var entries = new ArrayList<PutRecordBatchResponseEntry>();
    for (int i = 0; i < codes.size(); i++) {
      var entry = PutRecordBatchResponseEntry.builder();
      if (codes.get(i).equals(TAKEN)) {
        taken.add(request.records().get(i));
        entry.recordId("record-" + i);
      } else {
        entry.errorCode(codes.get(i)).errorMessage("no");
      }
      entries.add(entry.build());
    }
    int failed = (int) codes.stream().filter(code -> !code.equals(TAKEN)).count();
    return CompletableFuture.completedFuture(
        PutRecordBatchResponse.builder().failedPutCount(failed).requestResponses(entries).build());
  }

  static CompletableFuture<PutRecordBatchResponse> fail(String code, int status) {
    return CompletableFuture.failedFuture(failure(code, status, "no", Duration.ZERO));
  }

  static FirehoseException failure(String code, int status, String message, Duration retryAfter) {
    var response = SdkHttpResponse.builder().statusCode(status);
    if (!retryAfter.isZero()) {
      response.putHeader("Retry-After", String.valueOf(retryAfter.toSeconds()));
    }
    return (FirehoseException)
        FirehoseException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(code)
                    .errorMessage(message)
                    .sdkHttpResponse(response.build())
                    .build())
            .build();
  }

  /** The lines of everything that was taken. */
  List<String> lines(Compression compression) {
    return taken.stream().flatMap(record -> lines(record, compression).stream()).toList();
  }

  static List<String> lines(Record record, Compression compression) {
    var packet = new Packet(record.data().asByteArray());
    return new String(Packer.lines(packet, compression), UTF_8).lines().toList();
  }

  List<String> streams() {
    return calls.stream()
        .map(PutRecordBatchRequest::deliveryStreamName)
        .map(Objects::requireNonNull)
        .toList();
  }

  @Override
  public String serviceName() {
    return "firehose";
  }

  @Override
  public void close() {}
}
