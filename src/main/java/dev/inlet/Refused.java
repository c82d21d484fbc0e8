package dev.inlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.delivery.DeadLetters;
import dev.inlet.event.Call;
import dev.inlet.event.Envelope;
import dev.inlet.event.Fault;
import dev.inlet.event.Lines;
import dev.inlet.event.RefusedRecord;
import dev.inlet.spool.Appended;
import dev.inlet.spool.Spool;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Keeps the lines that Firehose refuses as rejected records: each under its own id, so that one
 * that is kept twice is recognised.
 */
final class Refused implements DeadLetters {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CODE = "refused-by-firehose";

  private final Spool rejected;

  Refused(Spool rejected) {
    this.rejected = rejected;
  }

  @Override
  public boolean keep(byte[] line, String reason) throws InterruptedException {
    var record = record(line, reason);
    var appended = new CompletableFuture<Appended>();
    rejected.append(
        record.bytes(), record.length(), record.count(), receivedAt(line), appended::complete);
    try {
      return appended.get() instanceof Appended.Durable;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static Lines record(byte[] line, String reason) {
    var json = json(line);
    var source = json.path("source");
    var envelope =
        new Envelope(
            json.path("id").asText(),
            receivedAt(line),
            source.isTextual() ? source.textValue() : null,
            null,
            null,
            null);
    return new RefusedRecord(Arrays.copyOf(line, line.length - 1))
        .line(envelope, path(json), new Fault("", CODE, message(reason)));
  }

  private static String message(String reason) {
    return "Firehose does not take this record: " + reason;
  }

  private static String path(JsonNode json) {
    return Arrays.stream(Call.values())
        .filter(call -> call.type().equals(json.path("type").asText()))
        .map(Call::path)
        .findFirst()
        .orElse("");
  }

  private static long receivedAt(byte[] line) {
    try {
      return Instant.parse(json(line).path("receivedAt").asText()).toEpochMilli();
    } catch (DateTimeException e) {
      return 0;
    }
  }

  private static JsonNode json(byte[] line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      return JSON.nullNode();
    }
  }
}
