package dev.inlet.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlet.standin.DeliveryStream.Put;
import dev.inlet.standin.Reply.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/** Firehose's API, in version 1.1 of AWS's JSON protocol. */
final class FirehoseEndpoint {
  static final int RECORDS_MAX = 500;
  static final int RECORD_BYTES_MAX = 1_000 * 1024;
  static final int CALL_BYTES_MAX = 4 << 20;

  private static final String TARGET = "Firehose_20150804.";
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final String NAME = "[a-zA-Z0-9_.-]{1,64}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Signature signature;
  private final Scripts scripts;
  private final Buckets buckets;
  private final Clock clock;
  private final Quota newQuota;
  private final String region;
  private final Map<String, DeliveryStream> streams = new ConcurrentSkipListMap<>();

  FirehoseEndpoint(Setup setup, Scripts scripts, Buckets buckets) {
    signature =
        new Signature("firehose", setup.region(), setup.accessKeyId(), setup.secretAccessKey());
    this.scripts = scripts;
    this.buckets = buckets;
    clock = setup.clock();
    region = setup.region();
    newQuota = Quota.of(region);
    setup.streams().forEach(this::open);
  }

  Optional<DeliveryStream> stream(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  void tick() {
    streams.values().forEach(DeliveryStream::tick);
  }

  void flush() {
    streams.values().forEach(DeliveryStream::flush);
  }

  Reply handle(Request request) {
    var requestId = UUID.randomUUID().toString();
    try {
      return handle(request, requestId);
    } catch (Refusal refusal) {
      return answer(refusal, requestId);
    }
  }

  private Reply handle(Request request, String requestId) {
    var operation = operation(request);
    authenticate(request);
    var body = body(request);
    var name = body.path("DeliveryStreamName").asText();
    var counter = stream(name).map(DeliveryStream::counter).orElse(new Counter(1));
    boolean puts = operation.startsWith("PutRecord");
    if (puts) {
      counter.call();
    }
    try {
      return withFault(
          scripts.next(name), partial -> answer(call(operation, body, partial), requestId));
    } catch (Refusal refusal) {
      if (puts) {
        counter.refused(refusal.code());
      }
      throw refusal;
    }
  }

  private interface Work {
    Answer run(Optional<Fault.Partial> partial);
  }

  private static Reply withFault(Optional<Fault> fault, Work work) {
    if (fault.isEmpty()) {
      return work.run(Optional.empty());
    }
    return switch (fault.get()) {
      case Fault.Partial partial -> work.run(Optional.of(partial));
      case Fault.Refused refused ->
          throw new Refusal(refused.status(), refused.code(), refused.message());
      case Fault.Slow slow -> new Reply.Late(slow.delay(), work.run(Optional.empty()));
      case Fault.CutBefore cut -> new Reply.Cut();
      case Fault.CutAfter cut -> {
        work.run(Optional.empty());
        yield new Reply.Cut();
      }
    };
  }

  private static String operation(Request request) {
    var target = request.header("x-amz-target");
    if (!request.method().equals("POST")
        || !target.startsWith(TARGET)
        || !request.header("content-type").equals(CONTENT_TYPE)) {
      throw new Refusal(400, "UnknownOperationException", "The operation is not known.");
    }
    return target.substring(TARGET.length());
  }

  private void authenticate(Request request) {
    var verdict = signature.verify(request, Hash.hexSha256(request.body()), Instant.now());
    if (verdict instanceof Signature.Verdict.Bad bad) {
      throw refusal(bad);
    }
  }

  private Refusal refusal(Signature.Verdict.Bad bad) {
    return switch (bad.flaw()) {
      case MISSING ->
          new Refusal(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
      case INCOMPLETE ->
          new Refusal(
              400,
              "IncompleteSignatureException",
              "The request signature does not conform to AWS standards.");
      case UNKNOWN_KEY ->
          new Refusal(
              400,
              "UnrecognizedClientException",
              "The security token included in the request is invalid.");
      case WRONG_REGION ->
          new Refusal(
              400,
              "InvalidSignatureException",
              "Credential should be scoped to a valid region, not '%s'. ".formatted(bad.detail()));
      case WRONG_SERVICE ->
          new Refusal(
              400,
              "InvalidSignatureException",
              "Credential should be scoped to correct service: 'firehose'. ");
      case SKEWED ->
          new Refusal(
              400,
              "InvalidSignatureException",
              "Signature expired or not yet current: " + bad.detail());
      case MISMATCH ->
          new Refusal(
              400,
              "InvalidSignatureException",
              "The request signature we calculated does not match the signature you provided."
                  + " Check your AWS Secret Access Key and signing method. "
                  + bad.detail());
    };
  }

  private static JsonNode body(Request request) {
    try {
      var body = JSON.readTree(request.body());
      if (body.isObject()) {
        return body;
      }
    } catch (IOException e) {
      // It is refused as anything is that is no JSON object.
    }
    throw new Refusal(400, "SerializationException", "The body is not a JSON object.");
  }

  private ObjectNode call(String operation, JsonNode body, Optional<Fault.Partial> partial) {
    return switch (operation) {
      case "PutRecordBatch" -> putRecordBatch(body, partial);
      case "PutRecord" -> putRecord(body);
      case "DescribeDeliveryStream" -> describe(body);
      case "CreateDeliveryStream" -> create(body);
      case "DeleteDeliveryStream" -> delete(body);
      case "ListDeliveryStreams" -> list();
      default -> throw new Refusal(400, "UnknownOperationException", operation);
    };
  }

  private ObjectNode putRecordBatch(JsonNode body, Optional<Fault.Partial> partial) {
    var name = validName(body);
    var records = body.path("Records");
    if (!records.isArray() || records.isEmpty() || records.size() > RECORDS_MAX) {
      throw invalid(
          "records",
          records.isEmpty()
              ? "Member must have length greater than or equal to 1"
              : "Member must have length less than or equal to " + RECORDS_MAX);
    }
    var data = new ArrayList<byte[]>();
    long bytes = 0;
    for (var record : records) {
      data.add(validData(record, "records.%d.member.data".formatted(data.size() + 1)));
      bytes += data.getLast().length;
    }
    var stream = existing(name);
    if (bytes > CALL_BYTES_MAX) {
      throw new Refusal(400, "InvalidArgumentException", "Records size exceeds 4 MB limit");
    }
    return batchResult(stream.put(data, partial));
  }

  private static ObjectNode batchResult(List<Put> puts) {
    var result = JSON.createObjectNode();
    result.put("Encrypted", false);
    result.put("FailedPutCount", puts.stream().filter(put -> !put.taken()).count());
    var responses = result.putArray("RequestResponses");
    for (var put : puts) {
      if (put.taken()) {
        responses.addObject().put("RecordId", put.recordId());
      } else {
        responses.addObject().put("ErrorCode", put.code()).put("ErrorMessage", put.message());
      }
    }
    return result;
  }

  private ObjectNode putRecord(JsonNode body) {
    var name = validName(body);
    var data = validData(body.path("Record"), "record.data");
    var put = existing(name).put(List.of(data), Optional.empty()).getFirst();
    return JSON.createObjectNode().put("Encrypted", false).put("RecordId", put.recordId());
  }

  private ObjectNode describe(JsonNode body) {
    var setup = existing(validName(body)).setup();
    var result = JSON.createObjectNode();
    var description = result.putObject("DeliveryStreamDescription");
    description.put("DeliveryStreamName", setup.name());
    description.put("DeliveryStreamARN", arn(setup.name()));
    description.put("DeliveryStreamStatus", "ACTIVE");
    description.put("DeliveryStreamType", "DirectPut");
    description.put("VersionId", "1");
    description.put("HasMoreDestinations", false);
    var destination = description.putArray("Destinations").addObject();
    destination.put("DestinationId", "destinationId-000000000001");
    var s3 = destination.putObject("ExtendedS3DestinationDescription");
    s3.put("RoleARN", "arn:aws:iam::000000000000:role/firehose");
    s3.put("BucketARN", "arn:aws:s3:::" + setup.bucket());
    s3.put("Prefix", setup.prefix());
    s3.put("FileExtension", setup.extension());
    s3.put("CompressionFormat", "UNCOMPRESSED");
    s3.putObject("EncryptionConfiguration").put("NoEncryptionConfig", "NoEncryption");
    s3.putObject("BufferingHints")
        .put("SizeInMBs", Math.max(1, setup.bufferBytes() >> 20))
        .put("IntervalInSeconds", setup.bufferInterval().toSeconds());
    return result;
  }

  private ObjectNode create(JsonNode body) {
    var name = validName(body);
    var s3 = body.path("ExtendedS3DestinationConfiguration");
    if (!s3.path("BucketARN").asText().startsWith("arn:aws:s3:::") || !s3.has("RoleARN")) {
      throw new Refusal(
          400, "InvalidArgumentException", "The stand-in makes streams that write to S3.");
    }
    if (!s3.path("CompressionFormat").asText("UNCOMPRESSED").equals("UNCOMPRESSED")) {
      throw new Refusal(
          400, "InvalidArgumentException", "The stand-in leaves objects uncompressed.");
    }
    int megabytes = s3.path("BufferingHints").path("SizeInMBs").asInt(5);
    int seconds = s3.path("BufferingHints").path("IntervalInSeconds").asInt(300);
    if (megabytes < 1 || megabytes > 128 || seconds < 0 || seconds > 900) {
      throw new Refusal(
          400, "InvalidArgumentException", "Buffers take 1 to 128 MiB and 0 to 900 seconds.");
    }
    if (streams.containsKey(name)) {
      throw new Refusal(
          400, "ResourceInUseException", "Firehose %s already exists.".formatted(name));
    }
    open(
        new StreamSetup(
            name,
            s3.path("BucketARN").asText().substring("arn:aws:s3:::".length()),
            s3.path("Prefix").asText(),
            s3.path("FileExtension").asText(),
            megabytes << 20,
            Duration.ofSeconds(seconds),
            newQuota));
    return JSON.createObjectNode().put("DeliveryStreamARN", arn(name));
  }

  private ObjectNode delete(JsonNode body) {
    var stream = existing(validName(body));
    stream.flush();
    streams.remove(stream.setup().name());
    return JSON.createObjectNode();
  }

  private ObjectNode list() {
    var result = JSON.createObjectNode();
    var names = result.putArray("DeliveryStreamNames");
    streams.keySet().forEach(names::add);
    return result.put("HasMoreDeliveryStreams", false);
  }

  private void open(StreamSetup stream) {
    streams.put(stream.name(), new DeliveryStream(stream, buckets, clock));
  }

  private DeliveryStream existing(String name) {
    return stream(name)
        .orElseThrow(() ->
            new Refusal(
                400,
                "ResourceNotFoundException",
                "Firehose %s under account 000000000000 not found.".formatted(name)));
  }

  private static String validName(JsonNode body) {
    var name = body.path("DeliveryStreamName");
    if (!name.isTextual() || !name.textValue().matches(NAME)) {
      throw invalid(
          "deliveryStreamName", "Member must satisfy regular expression pattern: " + NAME);
    }
    return name.textValue();
  }

  /** An empty record is as good as none: it would be billed, and could not be found again. */
  private static byte[] validData(JsonNode record, String at) {
    byte[] data;
    try {
      data = record.path("Data").isTextual() ? record.path("Data").binaryValue() : new byte[0];
    } catch (IOException e) {
      throw new Refusal(400, "SerializationException", at + " is not Base64.");
    }
    if (data.length == 0) {
      throw invalid(at, "Member must have length greater than or equal to 1");
    }
    if (data.length > RECORD_BYTES_MAX) {
      throw invalid(at, "Member must have length less than or equal to " + RECORD_BYTES_MAX);
    }
    return data;
  }

  private static Refusal invalid(String at, String constraint) {
    return new Refusal(
        400,
        "ValidationException",
        "1 validation error detected: Value at '%s' failed to satisfy constraint: %s"
            .formatted(at, constraint));
  }

  private String arn(String name) {
    return "arn:aws:firehose:%s:000000000000:deliverystream/%s".formatted(region, name);
  }

  private static Answer answer(ObjectNode result, String requestId) {
    return Answer.of(200, headers(requestId), result.toString());
  }

  private static Answer answer(Refusal refusal, String requestId) {
    var headers = headers(requestId);
    headers.put("x-amzn-ErrorType", refusal.code());
    var body = JSON.createObjectNode().put("__type", refusal.code()).put("message", refusal.text());
    return Answer.of(refusal.status(), headers, body.toString());
  }

  private static Map<String, String> headers(String requestId) {
    return new TreeMap<>(Map.of("Content-Type", CONTENT_TYPE, "x-amzn-RequestId", requestId));
  }
}
