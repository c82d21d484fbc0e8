package dev.inlet.ops;

import dev.inlet.delivery.Traffic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The meters of what lies between an answer and the lake. */
@Context
final class PipelineMeters {
  private static final String STREAM = "stream";
  private static final double MILLIS = 1000;

  private final MeterRegistry registry;
  private final Clock clock;

  PipelineMeters(MeterRegistry registry, Streams streams, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    streams.all().forEach(this::bind);
  }

  private void bind(Stream stream) {
    gauge(stream, "inlet.spool.bytes", "Bytes on disk", s -> s.spool().state().bytes());
    gauge(
        stream,
        "inlet.spool.undelivered",
        "Lines that are not delivered",
        s -> s.spool().state().next() - s.spool().state().delivered());
    gauge(stream, "inlet.spool.oldest.age.seconds", "Age of the oldest such line", this::oldestAge);
    gauge(
        stream,
        "inlet.spool.trouble",
        "1 while it takes nothing",
        s -> s.spool().state().trouble() == null ? 0 : 1);
    gauge(
        stream,
        "inlet.delivery.trouble",
        "1 while nothing is delivered",
        s -> s.shipper().state().trouble() == null ? 0 : 1);
    count(stream, "inlet.spool.lines", "Lines made durable", s -> s.spool().state().acknowledged());
    count(stream, "inlet.spool.damaged", "Records set aside", s -> s.spool().state().damaged());
    count(stream, "inlet.delivery.lines", "Lines delivered", s -> s.shipper().state().lines());
    count(
        stream,
        "inlet.delivery.line.bytes",
        "Bytes of these lines",
        s -> s.shipper().state().lineBytes());
    count(stream, "inlet.delivery.objects", "Objects written", s -> s.shipper().state().batches());
    count(
        stream, "inlet.delivery.retries", "Batches sent again", s -> s.shipper().state().retries());
    FunctionTimer.builder(
            "inlet.spool.sync",
            stream,
            s -> s.spool().state().syncs(),
            s -> s.spool().state().syncNanos(),
            TimeUnit.NANOSECONDS)
        .description("Syncs of groups of lines")
        .tag(STREAM, stream.name())
        .register(registry);
    if (stream.shipper().traffic().isPresent()) {
      bindTraffic(stream);
    }
  }

  private void bindTraffic(Stream stream) {
    traffic(stream, "inlet.delivery.calls", "Calls made", Traffic::calls);
    traffic(stream, "inlet.delivery.records", "Records taken", Traffic::records);
    traffic(stream, "inlet.delivery.sent.bytes", "Bytes of these records", Traffic::bytesSent);
    traffic(
        stream,
        "inlet.delivery.billed.bytes",
        "Bytes billed for these records",
        Traffic::bytesBilled);
    traffic(stream, "inlet.delivery.refused", "Lines refused for ever", Traffic::refused);
    gauge(
        stream,
        "inlet.delivery.dollars.per.million",
        "What a million lines cost to send, at the documented price",
        s -> s.shipper().traffic().map(Traffic::dollarsPerMillionLines).orElse(0.0));
    stream
        .shipper()
        .traffic()
        .ifPresent(traffic -> traffic.again().keySet().forEach(cause -> bindAgain(stream, cause)));
  }

  private void bindAgain(Stream stream, String cause) {
    FunctionCounter.builder(
            "inlet.delivery.again",
            stream,
            s -> of(s, traffic -> traffic.again().getOrDefault(cause, 0L)))
        .description("Records sent again")
        .tag(STREAM, stream.name())
        .tag("cause", cause)
        .register(registry);
  }

  private void traffic(
      Stream stream, String name, String description, ToDoubleFunction<Traffic> value) {
    count(stream, name, description, s -> of(s, value));
  }

  private static double of(Stream stream, ToDoubleFunction<Traffic> value) {
    return stream.shipper().traffic().map(value::applyAsDouble).orElse(0.0);
  }

  private double oldestAge(Stream stream) {
    var oldest = stream.spool().state().oldestMillis();
    return oldest == 0 ? 0 : Math.max(0, clock.millis() - oldest) / MILLIS;
  }

  private void gauge(
      Stream stream, String name, String description, ToDoubleFunction<Stream> value) {
    Gauge.builder(name, stream, value)
        .description(description)
        .tag(STREAM, stream.name())
        .register(registry);
  }

  private void count(
      Stream stream, String name, String description, ToDoubleFunction<Stream> value) {
    FunctionCounter.builder(name, stream, value)
        .description(description)
        .tag(STREAM, stream.name())
        .register(registry);
  }
}
