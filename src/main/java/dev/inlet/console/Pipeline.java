package dev.inlet.console;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inlet.access.Keys;
import dev.inlet.ops.Drain;
import dev.inlet.ops.Stream;
import dev.inlet.ops.Streams;
import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The way from an answer to the lake, as it is now and as it was in the last hour. */
@Context
final class Pipeline {
  static final long POINT_MILLIS = 10_000;
  private static final double MILLIS = 1000;

  private final Streams streams;
  private final Drain drain;
  private final Watch watch;
  private final Place place;
  private final Keys keys;
  private final Clock clock;
  private final History history = new History();
  private Counts counted = Counts.NOTHING;
  private long delivered;

  Pipeline(
      Streams streams,
      Drain drain,
      Watch watch,
      Place place,
      Keys keys,
      Clock clock,
      Access access,
      Pulse pulse) {
    this.streams = streams;
    this.drain = drain;
    this.watch = watch;
    this.place = place;
    this.keys = keys;
    this.clock = clock;
    if (access.isOn()) {
      pulse.every(POINT_MILLIS, this::addPoint);
    }
  }

  /** For one thread. */
  void addPoint() {
    var counts = watch.counts();
    var lines = streams.events().shipper().state().lines();
    var added = counts.since(counted);
    history.add(
        new History.Point(
            clock.millis(),
            added.good(),
            added.bad(),
            lines - delivered,
            waiting(streams.events()),
            oldestSeconds(streams.events())));
    counted = counts;
    delivered = lines;
  }

  private static long waiting(Stream stream) {
    var state = stream.spool().state();
    return state.next() - state.delivered();
  }

  private double oldestSeconds(Stream stream) {
    var oldest = stream.spool().state().oldestMillis();
    return oldest == 0 ? 0 : Math.max(0, clock.millis() - oldest) / MILLIS;
  }

  /** Why no event is taken, in words; null when events are. */
  private @Nullable String refusal() {
    return drain.isStarted()
        ? "The server is shutting down."
        : streams.events().spool().state().trouble();
  }

  String json() {
    return Json.object(json -> {
      json.writeStringField("now", Instant.ofEpochMilli(clock.millis()).toString());
      json.writeStringField("sink", place.sink());
      json.writeStringField("destination", place.name());
      json.writeBooleanField("needsKey", keys.configured());
      if (place.port() != null) {
        json.writeNumberField("port", place.port());
      }
      json.writeBooleanField("accepting", refusal() == null);
      Json.putText(json, "reason", refusal());
      json.writeObjectFieldStart("streams");
      put(json, streams.events());
      put(json, streams.rejected());
      json.writeEndObject();
      json.writeNumberField("pointMillis", POINT_MILLIS);
      json.writeArrayFieldStart("history");
      for (var point : history.points()) {
        put(json, point);
      }
      json.writeEndArray();
    });
  }

  private void put(JsonGenerator json, Stream stream) throws IOException {
    var spool = stream.spool().state();
    var delivery = stream.shipper().state();
    json.writeObjectFieldStart(stream.name());
    json.writeNumberField("waiting", waiting(stream));
    json.writeNumberField("oldestSeconds", oldestSeconds(stream));
    json.writeNumberField("spoolBytes", spool.bytes());
    Json.putText(json, "spoolTrouble", spool.trouble());
    json.writeNumberField("delivered", delivery.lines());
    json.writeNumberField("objects", delivery.batches());
    json.writeNumberField("retries", delivery.retries());
    Json.putText(json, "deliveryTrouble", delivery.trouble());
    json.writeBooleanField("misconfigured", delivery.misconfigured());
    var last = stream.shipper().last().orElse(null);
    if (last != null) {
      json.writeObjectFieldStart("last");
      json.writeStringField("object", last.key());
      json.writeStringField("at", Instant.ofEpochMilli(last.atMillis()).toString());
      json.writeNumberField("lines", last.tally().lines());
      json.writeNumberField("lineBytes", last.tally().lineBytes());
      json.writeNumberField("objectBytes", last.tally().objectBytes());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void put(JsonGenerator json, History.Point point) throws IOException {
    json.writeStartObject();
    json.writeNumberField("at", point.endMillis());
    json.writeNumberField("good", point.good());
    json.writeNumberField("bad", point.bad());
    json.writeNumberField("delivered", point.delivered());
    json.writeNumberField("waiting", point.waiting());
    json.writeNumberField("oldestSeconds", point.oldestSeconds());
    json.writeEndObject();
  }
}
