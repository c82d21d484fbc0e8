package dev.inlet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import dev.inlet.process.Http;
import dev.inlet.process.InletProcess;
import dev.inlet.process.Launch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.CompressionFormat;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The running jar delivers into a server that speaks AWS's protocols, and what lies in the bucket
 * afterwards is what was sent: each event once, its text untouched.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeliveryContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODIES = 25;
  private static final int EVENTS_A_BODY = 20;
  private static final Duration ARRIVAL_MAX = Duration.ofMinutes(2);
  private static final Duration EXIT_MAX = Duration.ofMinutes(1);

  private @TempDir Path folder;

  private record Connection(AwsServer server, S3AsyncClient s3, FirehoseAsyncClient firehose) {}

  private @Nullable TestAbortedException skipped;
  private @Nullable Connection connection;
  private AwsServer server;
  private S3AsyncClient s3;
  private FirehoseAsyncClient firehose;

  /** Starts the server, or skips the tests and says why. */
  abstract AwsServer server() throws Exception;

  /** Before each test, as a report then lists every test that is skipped with its reason. */
  @BeforeEach
  void connect() throws Exception {
    var aws = connection == null ? connected() : connection;
    connection = aws;
    server = aws.server;
    s3 = aws.s3;
    firehose = aws.firehose;
  }

  private Connection connected() throws Exception {
    if (skipped != null) {
      throw skipped;
    }
    try {
      var started = server();
      return new Connection(started, started.clients().s3(), started.clients().firehose());
    } catch (TestAbortedException e) {
      skipped = e;
      throw e;
    }
  }

  @AfterAll
  void disconnect() {
    if (connection != null) {
      connection.s3.close();
      connection.firehose.close();
      connection.server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "none"})
  void writesEachEventOnceIntoABucket(String compression) throws Exception {
    var bucket = newBucket();
    var launch =
        launch("s3")
            .with("INLET_S3_BUCKET", bucket)
            .with("INLET_S3_PREFIX", "app/one")
            .with("INLET_DELIVERY_COMPRESSION", compression);

    var sent = sendAndDrain(launch);

    assertThat(byId(lines(bucket, "app/one/raw/events/"))).isEqualTo(sent);
    assertThat(lines(bucket, "app/one/raw/rejected/")).hasSize(1);
    assertThat(keys(bucket, ""))
        .allMatch(key ->
            key.matches(
                "app/one/(raw/(events|rejected)/date=\\d{4}-\\d\\d-\\d\\d/hour=\\d\\d/[^/.]+\\.json.*"
                    + "|_ledger/(events|rejected)/[^/.]+/\\d{4}-\\d\\d-\\d\\d\\.ndjson)"));
  }

  @Test
  void saysThatTheBucketIsMissingAndDeliversWhenItIsMade() throws Exception {
    var bucket = name();
    var launch =
        launch("s3").with("INLET_S3_BUCKET", bucket).with("INLET_DELIVERY_LINGER_MAX", "0s");
    Map<String, String> sent;
    try (var inlet = launch.ready()) {
      sent = send(inlet, 1);
      InletProcess.await(
          "health says what is missing",
          ARRIVAL_MAX,
          () -> health(inlet).contains("there is no bucket '" + bucket + "'"));
      assertThat(Http.once(inlet.port(), "GET", "/health/readiness", "").status()).isEqualTo(200);
      createBucket(bucket);
      inlet.terminate();
      assertThat(inlet.exit(EXIT_MAX)).as(inlet.output()).isZero();
    }

    assertThat(byId(lines(bucket, "raw/events/"))).isEqualTo(sent);
  }

  @Test
  void erasesAPersonFromObjectsAndFromWhatTheseWereBefore() {
    var bucket = newBucket();
    await(
        s3.putBucketVersioning(put ->
            put.bucket(bucket)
                .versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED))));
    var launch = launch("s3").with("INLET_S3_BUCKET", bucket).with("INLET_S3_PREFIX", "app/one");
    sendAndDrain(launch);

    try (var erase = launch.arguments("lake", "erase", "u3", "--yes").start()) {
      assertThat(erase.exit(EXIT_MAX)).as(erase.output()).isZero();
      assertThat(erase.output()).containsPattern("\"oldVersions\" : [1-9]");
    }

    assertThat(lines(bucket, "app/one/raw/events/"))
        .hasSize((BODIES - 1) * EVENTS_A_BODY)
        .noneMatch(line -> line.contains("\"userId\":\"u3\""));
    var versions = await(s3.listObjectVersions(list -> list.bucket(bucket).prefix("app/one/raw/")));
    assertThat(versions.versions()).isNotEmpty().allMatch(ObjectVersion::isLatest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "none"})
  void writesEachEventThroughAStream(String compression) throws Exception {
    var bucket = newBucket();
    var stream = newStream(bucket, compression.equals("gzip") ? ".json.gz" : ".json");

    var sent =
        sendAndDrain(
            launch("firehose")
                .with("INLET_FIREHOSE_STREAMS", stream)
                .with("INLET_DELIVERY_COMPRESSION", compression));

    InletProcess.await(
        "all events are in the bucket",
        ARRIVAL_MAX,
        () -> byId(lines(bucket, "raw/events/")).size() >= sent.size());
    assertThat(byId(lines(bucket, "raw/events/"))).isEqualTo(sent);
  }

  private Launch launch(String sink) {
    var launch = Launch.in(folder).with("INLET_SINK", sink);
    for (var variable : server.environment().entrySet()) {
      launch = launch.with(variable.getKey(), variable.getValue());
    }
    return launch;
  }

  /** Sends events and one body that is refused; returns each line that was acknowledged, by id. */
  private Map<String, String> sendAndDrain(Launch launch) {
    try (var inlet = launch.ready()) {
      var sent = send(inlet, BODIES);
      assertThat(Http.once(inlet.port(), "POST", "/track", "{}").status()).isEqualTo(400);
      inlet.terminate();
      assertThat(inlet.exit(EXIT_MAX)).as(inlet.output()).isZero();
      return sent;
    }
  }

  private static Map<String, String> send(InletProcess inlet, int bodies) {
    var sent = new HashMap<String, String>();
    for (int body = 0; body < bodies; body++) {
      var events = new ArrayList<String>();
      for (int event = 0; event < EVENTS_A_BODY; event++) {
        var id = body + "-" + event;
        var metadata =
            "{\"n\":%d.50,\"big\":9007199254740993,\"text\":\"ä€𝄞\\u0000 %s\"}"
                .formatted(event, id);
        sent.put(id, metadata);
        events.add(
            "{\"eventName\":\"opened\",\"metadata\":%s,\"timestampUTC\":1700000000,\"messageId\":\"%s\"}"
                .formatted(metadata, id));
      }
      var text = "{\"userId\":\"u%d\",\"events\":[%s]}".formatted(body, String.join(",", events));
      assertThat(Http.once(inlet.port(), "POST", "/track", text).status()).isEqualTo(200);
    }
    return sent;
  }

  private static String health(InletProcess inlet) {
    return Http.once(inlet.port(), "GET", "/health", "").body();
  }

  /** The text of the metadata in each line, by its id; a line that is there twice is an error. */
  private static Map<String, String> byId(List<String> lines) {
    var found = new HashMap<String, String>();
    for (var line : lines) {
      int start = line.indexOf("\"metadata\":") + "\"metadata\":".length();
      int end = line.indexOf(",\"timestampUTC\"");
      var before = found.put(json(line).path("id").textValue(), line.substring(start, end));
      assertThat(before).as("a second time: " + line).isNull();
    }
    return found;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<String> lines(String bucket, String prefix) {
    return keys(bucket, prefix).stream().flatMap(key -> text(bucket, key).lines()).toList();
  }

  private List<String> keys(String bucket, String prefix) {
    var keys = new ArrayList<String>();
    await(
        s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
            .contents()
            .subscribe((S3Object object) -> keys.add(object.key())));
    return keys;
  }

  private String text(String bucket, String key) {
    var object =
        await(s3.getObject(get -> get.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()));
    try (var in = decompressed(object.asByteArray())) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(key, failed);
    }
  }

  /** As its first bytes say, since moto leaves out the extension of keys. */
  private static InputStream decompressed(byte[] object) throws IOException {
    var in = new ByteArrayInputStream(object);
    return switch (object[0] & 0xff) {
      case 0x1f -> new GZIPInputStream(in);
      case 0x28 -> new ZstdInputStream(in).setContinuous(true);
      default -> in;
    };
  }

  private String newBucket() {
    var bucket = name();
    createBucket(bucket);
    return bucket;
  }

  private void createBucket(String bucket) {
    await(s3.createBucket(create -> create.bucket(bucket)));
  }

  private String newStream(String bucket, String extension) {
    var stream = name();
    await(
        firehose.createDeliveryStream(create ->
            create
                .deliveryStreamName(stream)
                .extendedS3DestinationConfiguration(destination ->
                    destination
                        .bucketARN("arn:aws:s3:::" + bucket)
                        .roleARN("arn:aws:iam::000000000000:role/firehose")
                        .prefix("raw/events/")
                        .fileExtension(extension)
                        .compressionFormat(CompressionFormat.UNCOMPRESSED)
                        .bufferingHints(hints -> hints.sizeInMBs(1).intervalInSeconds(1)))));
    return stream;
  }

  private static String name() {
    return "inlet-" + UUID.randomUUID();
  }

  private static <T> T await(CompletableFuture<T> answer) {
    return answer.join();
  }
}
