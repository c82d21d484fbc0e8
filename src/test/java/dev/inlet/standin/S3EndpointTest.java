package dev.inlet.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The stand-in's S3, asked by AWS's own client. */
class S3EndpointTest {
  private static final String KEY = "raw/a key/with ä+%20=.json";

  private @TempDir Path folder;
  private StandIn standIn;
  private S3AsyncClient client;

  @BeforeEach
  void start() throws IOException {
    standIn = StandIn.start(Setup.in(folder));
    client = Clients.of(standIn).s3();
  }

  @AfterEach
  void close() {
    client.close();
    standIn.close();
  }

  @Test
  void givesBackWhatItTook() {
    var content = new byte[300_000];
    new Random(7).nextBytes(content);

    put(KEY, content, put -> {});

    assertThat(get(KEY)).isEqualTo(content);
    assertThat(head(KEY).contentLength()).isEqualTo(content.length);
    assertThat(standIn.object(Setup.BUCKET, KEY)).isEqualTo(content);
    assertThat(standIn.counts(Setup.BUCKET).bytes()).isEqualTo(content.length);
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void takesEachChecksumThatTheClientMakes(ChecksumAlgorithm algorithm) {
    put(KEY, bytes("content"), put -> put.checksumAlgorithm(algorithm));

    assertThat(get(KEY)).isEqualTo(bytes("content"));
  }

  @Test
  void knowsTheChecksumsOfTheCheckString() {
    var check = bytes("123456789");

    assertThat(Checksums.of("crc32", check)).isEqualTo("y/Q5Jg==");
    assertThat(Checksums.of("crc32c", check)).isEqualTo("4waSgw==");
    assertThat(Checksums.of("crc64nvme", check)).isEqualTo("rosUhgp5mIg=");
  }

  @Test
  void refusesContentThatIsNotWhatItsChecksumSays() {
    var other = Checksums.of("crc32c", bytes("other"));
    var otherMd5 = Checksums.of("md5", bytes("other"));

    assertThat(code(put -> put.checksumCRC32C(other))).isEqualTo("BadDigest");
    assertThat(code(put -> put.contentMD5(otherMd5))).isEqualTo("BadDigest");
    assertThat(code(put -> put.contentMD5("no digest"))).isEqualTo("InvalidDigest");
    assertThat(standIn.keys(Setup.BUCKET, "")).isEmpty();
    assertThat(standIn.counts(Setup.BUCKET).callsRefused()).isEqualTo(3);
  }

  @Test
  void takesAChunkedBodyOnlyWithItsTrailerAndItsLength() {
    var seed = new Signature.Seed("", "", new byte[0], "");
    var body = "7\r\ncontent\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";

    var decoded = ChunkedBody.decode(bytes(body), seed, false);
    assertThat(decoded.content()).isEqualTo(bytes("content"));
    assertThat(decoded.trailers()).containsEntry("x-amz-checksum-crc32", "AAAAAA==");

    assertThatThrownBy(() -> ChunkedBody.decode(bytes("9\r\ncontent\r\n0\r\n"), seed, false))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("IncompleteBody"));
  }

  @Test
  void refusesAChunkWhoseSignatureIsWrong() {
    var seed = new Signature.Seed("20261121T000000Z", "scope", bytes("key"), "0".repeat(64));
    var forged = "7;chunk-signature=" + "0".repeat(64) + "\r\ncontent\r\n0\r\n\r\n";

    assertThatThrownBy(() -> ChunkedBody.decode(bytes(forged), seed, true))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo("SignatureDoesNotMatch"));
  }

  @Test
  void replacesAnObjectUnlessItIsToBeNew() {
    put(KEY, bytes("one"), put -> {});
    put(KEY, bytes("two"), put -> {});

    assertThat(get(KEY)).isEqualTo(bytes("two"));
    assertThat(code(put -> put.ifNoneMatch("*"))).isEqualTo("PreconditionFailed");
    assertThat(get(KEY)).isEqualTo(bytes("two"));
  }

  @Test
  void countsObjectsThatItTookBefore() {
    put("a", bytes("one"), put -> {});
    put("a", bytes("one"), put -> {});

    assertThat(standIn.counts(Setup.BUCKET).records()).isEqualTo(2);
    assertThat(standIn.counts(Setup.BUCKET).duplicates()).isEqualTo(1);
  }

  @Test
  void listsInPagesAndInOrder() {
    for (var key : new String[] {"raw/b", "raw/a", "raw/c", "other"}) {
      put(key, bytes(key), put -> {});
    }

    var keys =
        client.listObjectsV2Paginator(list -> list.bucket(Setup.BUCKET).prefix("raw/").maxKeys(2));

    var found = new ArrayList<String>();
    keys.contents().subscribe((Consumer<S3Object>) object -> found.add(object.key())).join();
    assertThat(found).containsExactly("raw/a", "raw/b", "raw/c");
  }

  @Test
  void deletesAnObject() {
    put(KEY, bytes("one"), put -> {});

    client.deleteObject(delete -> delete.bucket(Setup.BUCKET).key(KEY)).join();

    assertThat(code(() -> get(KEY))).isEqualTo("NoSuchKey");
  }

  @Test
  void makesABucketOnce() {
    client.createBucket(create -> create.bucket("another")).join();

    assertThat(code(() -> client.createBucket(create -> create.bucket("another")).join()))
        .isEqualTo("BucketAlreadyOwnedByYou");
    assertThat(code(put -> put.bucket("no-such-bucket"))).isEqualTo("NoSuchBucket");
  }

  @Test
  void refusesCredentialsThatAreNotItsOwn() {
    var clients = Clients.of(standIn);

    assertThat(code(clients.withSecret("another"))).isEqualTo("SignatureDoesNotMatch");
    assertThat(code(clients.withAccessKeyId("AKIDX"))).isEqualTo("InvalidAccessKeyId");
    assertThat(code(clients.withRegion("eu-west-1"))).isEqualTo("AuthorizationHeaderMalformed");
    assertThat(standIn.keys(Setup.BUCKET, "")).isEmpty();
  }

  @Test
  void refusesARequestWithoutASignature() throws Exception {
    var uri = URI.create(standIn.endpoint() + "/" + Setup.BUCKET + "/key");
    var put = HttpRequest.newBuilder(uri).PUT(HttpRequest.BodyPublishers.ofString("x")).build();

    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(put, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
    }
  }

  @Test
  void letsGoWrongWhatTheScriptSays() {
    standIn.script(
        Setup.BUCKET,
        Script.CALM
            .onCall(1, new Fault.Refused(503, "SlowDown", "Please reduce your request rate."))
            .onCall(2, Fault.cutBefore())
            .onCall(3, Fault.cutAfter())
            .onCall(4, Fault.slow(Duration.ofMillis(200))));

    assertThat(code(put -> {})).isEqualTo("SlowDown");
    assertThat(failure(() -> put(KEY, bytes("one"), put -> {})))
        .isInstanceOf(SdkClientException.class);
    assertThat(standIn.keys(Setup.BUCKET, "")).isEmpty();
    assertThat(failure(() -> put(KEY, bytes("one"), put -> {})))
        .isInstanceOf(SdkClientException.class);
    assertThat(standIn.keys(Setup.BUCKET, "")).containsExactly(KEY);
    long start = System.nanoTime();
    put(KEY, bytes("one"), put -> {});
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
  }

  private void put(String key, byte[] content, Consumer<PutObjectRequest.Builder> with) {
    var put = PutObjectRequest.builder().bucket(Setup.BUCKET).key(key);
    with.accept(put);
    client.putObject(put.build(), AsyncRequestBody.fromBytes(content)).join();
  }

  private byte[] get(String key) {
    return client
        .getObject(get -> get.bucket(Setup.BUCKET).key(key), AsyncResponseTransformer.toBytes())
        .join()
        .asByteArray();
  }

  private HeadObjectResponse head(String key) {
    return client.headObject(head -> head.bucket(Setup.BUCKET).key(key)).join();
  }

  private static String code(Clients clients) {
    try (var other = clients.s3()) {
      return code(() ->
          other
              .putObject(
                  put -> put.bucket(Setup.BUCKET).key(KEY), AsyncRequestBody.fromString("content"))
              .join());
    }
  }

  private String code(Consumer<PutObjectRequest.Builder> with) {
    return code(() -> put(KEY, bytes("content"), with));
  }

  private static String code(Runnable call) {
    var failure = failure(call);
    assertThat(failure).isInstanceOf(S3Exception.class);
    return ((S3Exception) failure).awsErrorDetails().errorCode();
  }

  private static Throwable failure(Runnable call) {
    try {
      call.run();
    } catch (CompletionException e) {
      return Objects.requireNonNull(e.getCause());
    }
    throw new AssertionError("it was taken");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
