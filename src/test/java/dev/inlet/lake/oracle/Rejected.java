package dev.inlet.lake.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code processed.rejected}: what was refused, with its first fault. */
record Rejected(
    Instant receivedAt,
    String path,
    @Nullable String code,
    @Nullable String pointer,
    @Nullable String body) {
  static List<Rejected> of(List<RawRecord> records) {
    return RawRecord.once(records, "rejected").stream().map(Rejected::of).toList();
  }

  private static Rejected of(RawRecord record) {
    JsonNode fault = record.member("errors").path(0);
    return new Rejected(
        record.receivedAt(),
        record.text("path"),
        fault.path("code").textValue(),
        fault.path("pointer").textValue(),
        record.json().path("body").textValue());
  }
}
