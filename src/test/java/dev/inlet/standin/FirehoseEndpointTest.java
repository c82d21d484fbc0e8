package dev.inlet.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.CompressionFormat;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;

/** The stand-in's Firehose, asked by AWS's own client. */
class FirehoseEndpointTest {
  private static final Instant START = Instant.parse("2026-11-21T10:59:59Z");

  private @TempDir Path folder;
  private TestClock clock;
  private StandIn standIn;
  private FirehoseAsyncClient client;

  @BeforeEach
  void start() throws IOException {
    clock = new TestClock(START);
    restart(Setup.in(folder).withClock(clock).unlimited());
  }

  private void restart(Setup setup) throws IOException {
    close();
    standIn = StandIn.start(setup);
    client = Clients.of(standIn).firehose();
  }

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
      standIn.close();
    }
  }

  @Test
  void takesRecordsAndWritesTheirBytesWithNothingBetween() {
    var response = put(bytes("one\n"), bytes("two\n"));
    standIn.flush();

    assertThat(response.failedPutCount()).isZero();
    assertThat(response.requestResponses())
        .hasSize(2)
        .allMatch(entry -> entry.recordId() != null && entry.errorCode() == null);
    assertThat(objects()).containsExactly("one\ntwo\n");
  }

  @Test
  void takesOneRecordByItself() {
    client
        .putRecord(put ->
            put.deliveryStreamName(Setup.EVENTS)
                .record(record -> record.data(SdkBytes.fromUtf8String("one"))))
        .join();

    assertThat(counts().records()).isEqualTo(1);
  }

  @Test
  void billsEachRecordInStepsOfFiveKilobytes() {
    put(new byte[1], new byte[5 * 1024], new byte[5 * 1024 + 1]);

    assertThat(counts().bytes()).isEqualTo(1 + 5 * 1024 + 5 * 1024 + 1);
    assertThat(counts().bytesBilled()).isEqualTo((1 + 1 + 2) * 5 * 1024);
  }

  @Test
  void countsRecordsThatItTookBefore() {
    put(bytes("one"), bytes("two"));
    put(bytes("two"), bytes("three"));

    assertThat(counts().records()).isEqualTo(4);
    assertThat(counts().duplicates()).isEqualTo(1);
  }

  @Test
  void takesFiveHundredRecordsAndNotOneMore() {
    assertThat(put(records(500, 1)).failedPutCount()).isZero();

    assertRefused(400, "ValidationException", records(501, 1));
    assertThat(counts().records()).isEqualTo(500);
  }

  @Test
  void takesFourMebibytesAndNotOneMoreByte() {
    var full = records(5, 1_000_000);
    full[4] = new byte[(4 << 20) - 4 * 1_000_000];
    assertThat(put(full).failedPutCount()).isZero();

    full[4] = new byte[(4 << 20) - 4 * 1_000_000 + 1];
    assertRefused(400, "InvalidArgumentException", full);
    assertThat(counts().records()).isEqualTo(5);
  }

  @Test
  void takesARecordOfAThousandKibibytesAndNotOneMoreByte() {
    assertThat(put(new byte[1_000 * 1024]).failedPutCount()).isZero();

    assertRefused(400, "ValidationException", new byte[1_000 * 1024 + 1]);
  }

  @Test
  void refusesARecordOfNothingAndACallOfNone() {
    assertRefused(400, "ValidationException", bytes("one"), new byte[0]);
    assertRefused(400, "ValidationException");
    assertThat(counts().records()).isZero();
  }

  @Test
  void refusesNamesThatNoStreamCanHaveAndStreamsThatAreNotThere() {
    assertThat(refusal("no such name", bytes("one")).code()).isEqualTo("ValidationException");
    assertThat(refusal("x".repeat(65), bytes("one")).code()).isEqualTo("ValidationException");
    assertThat(refusal("another", bytes("one")).code()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void refusesCredentialsThatAreNotItsOwn() {
    var clients = Clients.of(standIn);

    assertThat(code(clients.withSecret("another"))).isEqualTo("InvalidSignatureException");
    assertThat(code(clients.withAccessKeyId("AKIDX"))).isEqualTo("UnrecognizedClientException");
    assertThat(code(clients.withRegion("eu-west-1"))).isEqualTo("InvalidSignatureException");
    assertThat(counts().records()).isZero();
  }

  @Test
  void takesNoMoreThanTheQuotaOfTheRegionInASecond() throws IOException {
    restart(Setup.in(folder).withClock(clock).withRegion("eu-central-1"));

    var full = put(records(4, 300_000));
    assertThat(full.failedPutCount()).isEqualTo(1);
    assertThat(full.requestResponses().getLast().errorCode())
        .isEqualTo("ServiceUnavailableException");
    assertRefused(503, "ServiceUnavailableException", new byte[300_000]);

    clock.advance(Duration.ofSeconds(1));
    assertThat(put(records(3, 300_000)).failedPutCount()).isZero();
  }

  @Test
  void takesNoMoreCallsThanTheQuotaInASecond() throws IOException {
    var setup = Setup.in(folder).withClock(clock);
    var stream = setup.streams().getFirst().withQuota(new Quota(Long.MAX_VALUE, 100, 2));
    restart(setup.withStreams(stream));

    put(bytes("one"));
    put(bytes("two"));

    assertRefused(503, "ServiceUnavailableException", bytes("three"));
  }

  @Test
  void knowsTheQuotasOfTheRegions() {
    assertThat(Quota.of("us-west-2")).isEqualTo(new Quota(5 << 20, 500_000, 2_000));
    assertThat(Quota.of("eu-central-1")).isEqualTo(new Quota(1 << 20, 100_000, 1_000));
  }

  @Test
  void writesAnObjectWhenThereIsEnoughForOne() throws IOException {
    var setup = Setup.in(folder).withClock(clock).unlimited();
    restart(setup.withStreams(setup.streams().getFirst().withBuffer(1_000, Duration.ofHours(1))));

    put(new byte[600]);
    assertThat(objects()).isEmpty();
    put(new byte[600]);

    assertThat(objects()).singleElement().satisfies(o -> assertThat(o).hasSize(1_200));
  }

  @Test
  void writesAnObjectWhenItsOldestRecordIsOldEnoughUnderTheHourOfItsArrival() {
    put(bytes("one"));
    clock.advance(Duration.ofSeconds(59));
    put(bytes("two"));
    standIn.tick();
    assertThat(objects()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    standIn.tick();

    assertThat(standIn.keys(Setup.BUCKET, ""))
        .singleElement()
        .satisfies(key ->
            assertThat(key)
                .startsWith(
                    "raw/events/date=2026-11-21/hour=10/inlet-events-1-2026-11-21-10-59-59-")
                .endsWith(".json.gz"));
    assertThat(objects()).containsExactly("onetwo");
  }

  @Test
  void appendsTheHourToAPrefixThatHasNoTime() {
    assertThat(Prefix.evaluate("raw/", START)).isEqualTo("raw/2026/11/21/10/");
  }

  @Test
  void describesAStreamAndMakesAnother() {
    client
        .createDeliveryStream(create ->
            create
                .deliveryStreamName("another")
                .extendedS3DestinationConfiguration(s3 ->
                    s3.bucketARN("arn:aws:s3:::" + Setup.BUCKET)
                        .roleARN("arn:aws:iam::000000000000:role/firehose")
                        .compressionFormat(CompressionFormat.UNCOMPRESSED)
                        .bufferingHints(hints -> hints.sizeInMBs(1).intervalInSeconds(0))
                        .fileExtension(".json")))
        .join();

    var description =
        client
            .describeDeliveryStream(describe -> describe.deliveryStreamName("another"))
            .join()
            .deliveryStreamDescription();

    assertThat(description.deliveryStreamStatusAsString()).isEqualTo("ACTIVE");
    assertThat(client.listDeliveryStreams().join().deliveryStreamNames())
        .containsExactly("another", Setup.EVENTS, Setup.REJECTED);
  }

  @Test
  void refusesSomeRecordsWhenTheScriptSaysSo() {
    standIn.script(Setup.EVENTS, Script.CALM.onCall(2, Fault.partial(3)));

    assertThat(put(records(6, 10)).failedPutCount()).isZero();
    var partly = put(records(6, 10));

    assertThat(partly.failedPutCount()).isEqualTo(2);
    assertThat(partly.requestResponses().get(2).errorCode())
        .isEqualTo("ServiceUnavailableException");
    assertThat(partly.requestResponses().get(3).recordId()).isNotNull();
    assertThat(counts().records()).isEqualTo(10);
    assertThat(counts().recordsRefused()).isEqualTo(2);
  }

  @Test
  void refusesCallsWhenTheScriptSaysSo() {
    for (var fault :
        List.of(
            Fault.throttled(),
            Fault.internalFailure(),
            Fault.unavailable(),
            Fault.accessDenied(),
            Fault.noSuchStream(),
            Fault.wrongCredentials(),
            Fault.kms(),
            Fault.invalidArgument())) {
      standIn.script(Setup.EVENTS, Script.CALM.onCall(1, fault));

      assertThat(fault)
          .isInstanceOfSatisfying(
              Fault.Refused.class,
              refused -> assertRefused(refused.status(), refused.code(), bytes("one")));
      assertThat(put(bytes("one")).failedPutCount()).isZero();
    }
  }

  @Test
  void cutsTheConnectionBeforeItTookTheDataOrAfter() {
    standIn.script(
        Setup.EVENTS, Script.CALM.onCall(1, Fault.cutBefore()).onCall(2, Fault.cutAfter()));

    assertThat(failure(client, Setup.EVENTS, bytes("one"))).isInstanceOf(SdkClientException.class);
    assertThat(counts().records()).isZero();
    assertThat(failure(client, Setup.EVENTS, bytes("one"))).isInstanceOf(SdkClientException.class);
    assertThat(counts().records()).isEqualTo(1);
  }

  @Test
  void answersLateWhenTheScriptSaysSo() {
    standIn.script(Setup.EVENTS, Script.always(Fault.slow(Duration.ofMillis(300))));
    long start = System.nanoTime();

    put(bytes("one"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void isOutForHoursOnItsOwnClock() {
    standIn.script(
        Setup.EVENTS,
        Script.CALM.between(START, START.plus(Duration.ofHours(3)), Fault.unavailable()));

    assertRefused(503, "ServiceUnavailable", bytes("one"));
    clock.advance(Duration.ofHours(2).plusMinutes(59));
    assertRefused(503, "ServiceUnavailable", bytes("one"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(put(bytes("one")).failedPutCount()).isZero();
  }

  @Test
  void leavesOtherStreamsAloneWhenOneIsBroken() {
    standIn.script(Setup.REJECTED, Script.always(Fault.noSuchStream()));

    assertThat(refusal(Setup.REJECTED, bytes("one")).code()).isEqualTo("ResourceNotFoundException");
    assertThat(put(bytes("one")).failedPutCount()).isZero();
  }

  private PutRecordBatchResponse put(byte[]... records) {
    return client
        .putRecordBatch(put -> put.deliveryStreamName(Setup.EVENTS).records(sdk(records)))
        .join();
  }

  private void assertRefused(int status, String code, byte[]... records) {
    var refusal = refusal(Setup.EVENTS, records);
    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.code()).isEqualTo(code);
  }

  private Refusal refusal(String stream, byte[]... records) {
    return refusal(failure(client, stream, records));
  }

  private static Refusal refusal(Throwable failure) {
    assertThat(failure).isInstanceOf(FirehoseException.class);
    var refused = (FirehoseException) failure;
    var details = refused.awsErrorDetails();
    return new Refusal(refused.statusCode(), details.errorCode(), details.errorMessage());
  }

  private static String code(Clients clients) {
    try (var other = clients.firehose()) {
      return refusal(failure(other, Setup.EVENTS, bytes("one"))).code();
    }
  }

  private static Throwable failure(FirehoseAsyncClient client, String stream, byte[]... records) {
    try {
      client.putRecordBatch(put -> put.deliveryStreamName(stream).records(sdk(records))).join();
    } catch (CompletionException e) {
      return Objects.requireNonNull(e.getCause());
    }
    throw new AssertionError("it was taken");
  }

  private Counts counts() {
    return standIn.counts(Setup.EVENTS);
  }

  private List<String> objects() {
    return standIn.keys(Setup.BUCKET, "").stream()
        .map(key -> new String(standIn.object(Setup.BUCKET, key), UTF_8))
        .toList();
  }

  private static byte[][] records(int count, int size) {
    return Collections.nCopies(count, new byte[size]).toArray(byte[][]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<Record> sdk(byte[]... records) {
    return Arrays.stream(records)
        .map(bytes -> Record.builder().data(SdkBytes.fromByteArray(bytes)).build())
        .toList();
  }
}
