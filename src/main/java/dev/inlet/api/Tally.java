package dev.inlet.api;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is said and what is answered, by adders that do not slow the event loops. */
@Context
public final class Tally {
  private final MeterRegistry registry;
  private final LongAdder requests = new LongAdder();
  private final LongAdder bodyBytes = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder ignored = new LongAdder();
  private final LongAdder rejectedLost = new LongAdder();
  private final LongAdder refusedConnections = new LongAdder();
  private final Map<String, LongAdder> refusedEvents = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refusedRequests = new ConcurrentHashMap<>();

  Tally(MeterRegistry registry) {
    this.registry = registry;
    count("inlet.requests", "Requests to the collecting calls", requests);
    count("inlet.received.bytes", "Bytes of their bodies, as they came", bodyBytes);
    count("inlet.events.received", "Events that could be read, taken or not", received);
    count("inlet.events.acknowledged", "Events on disk and answered 200", acknowledged);
    count("inlet.events.ignored", "Of these, aliases of an id to itself: no record", ignored);
    count(
        "inlet.rejected.lost", "Rejected records for which their spool had no room", rejectedLost);
    count(
        "inlet.connections.refused",
        "Connections closed at once, as their address had far too many",
        refusedConnections);
  }

  private void count(String name, String description, LongAdder adder) {
    FunctionCounter.builder(name, adder, LongAdder::sum)
        .description(description)
        .register(registry);
  }

  /** A connection was closed at once. */
  void refusedConnection() {
    refusedConnections.increment();
  }

  void request(long bytes) {
    requests.increment();
    bodyBytes.add(bytes);
  }

  void received(int events) {
    received.add(events);
  }

  /** Events were acknowledged, some of which say nothing that is not known. */
  void acknowledged(int events, int saidNothing) {
    acknowledged.add(events);
    ignored.add(saidNothing);
  }

  void rejectedLost(int lines) {
    rejectedLost.add(lines);
  }

  /** An event was refused while others of its body were taken. */
  void refusedEvent(String code) {
    by(code, refusedEvents, "inlet.events.refused", "Events refused of bodies that were taken");
  }

  /** A request was answered with this problem. */
  public void refusedRequest(String code) {
    by(code, refusedRequests, "inlet.requests.refused", "Requests that were refused");
  }

  private void by(String code, Map<String, LongAdder> adders, String name, String description) {
    adders
        .computeIfAbsent(
            code,
            added -> {
              var adder = new LongAdder();
              FunctionCounter.builder(name, adder, LongAdder::sum)
                  .description(description)
                  .tag("code", added)
                  .register(registry);
              return adder;
            })
        .increment();
  }
}
