package dev.inlet.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server that takes part in a comparison, and what it has acknowledged. */
final class Entrant implements AutoCloseable {
  private final String name;
  private final Server server;
  private final List<String> headers;
  private final @Nullable Store store;
  private final boolean delivers;
  private long acknowledged;

  private Entrant(
      String name, Server server, List<String> headers, @Nullable Store store, boolean delivers) {
    this.name = name;
    this.server = server;
    this.headers = headers;
    this.store = store;
    this.delivers = delivers;
  }

  /** One that keeps nothing. */
  static Entrant forgetful(String name, Server server) {
    return new Entrant(name, server, List.of(), null, false);
  }

  /** One that keeps what it takes. */
  static Entrant keeping(String name, Server server, Store store) {
    return new Entrant(name, server, List.of(), store, false);
  }

  /** One that delivers what it takes. */
  static Entrant delivering(String name, Server server, Store store, String... headers) {
    return new Entrant(name, server, List.of(headers), store, true);
  }

  String name() {
    return name;
  }

  /** Where it keeps what it takes. */
  Store store() {
    return Objects.requireNonNull(store);
  }

  Server server() {
    return server;
  }

  /**
   * Has requests sent for so long. Of one that delivers, all that it took counts, and all that it
   * does until nothing is left; of another, what was answered while they were sent, and what it did
   * then.
   */
  Run run(Wrk wrk, Kind kind, Duration time) throws IOException, InterruptedException {
    server.awaitStill();
    long linesBefore = delivers && store != null ? store.lines() : 0;
    var before = server.cpu();
    var answered = wrk.run(server.port(), kind, headers, time);
    var used = server.cpu().minus(before);
    acknowledged += answered.requests() * kind.events();
    long requests = answered.requests();
    if (delivers && store != null) {
      server.awaitStill();
      store.awaitDelivered();
      used = server.cpu().minus(before);
      requests = (store.lines() - linesBefore) / kind.events();
      if (requests < answered.requests()) {
        throw new IOException(
            "%s answered %d requests, and kept %d".formatted(name, answered.requests(), requests));
      }
    }
    return new Run(requests, answered.seconds(), used.seconds(), used.compilerSeconds());
  }

  /** Has it answer so many requests a second for so long. */
  Latencies answerIn(Kind kind, double perSecond, Duration time)
      throws IOException, InterruptedException {
    server.awaitStill();
    try (var load =
        new OpenLoad(server.port(), "/track", kind.connections(), Bodies.of(kind.events()))) {
      var latencies = load.run(perSecond, time);
      acknowledged += (long) latencies.count() * kind.events();
      if (delivers && store != null) {
        store.awaitDelivered();
      }
      return latencies;
    }
  }

  /**
   * Ends it as a crash would, and counts what is on disk.
   *
   * @return null when it keeps nothing
   */
  @Nullable Kept kept() throws IOException {
    close();
    return store == null ? null : new Kept(name, acknowledged, store.count());
  }

  /** How many lines were acknowledged, and how many are on disk. */
  record Kept(String name, long acknowledged, long onDisk) {
    long missing() {
      return Math.max(0, acknowledged - onDisk);
    }

    String sentence() {
      return "(%s) acknowledged %d events; killed, it has %d of them and of those not yet answered"
              .formatted(name, acknowledged, onDisk)
          + (missing() > 0 ? ": " + missing() + " ARE MISSING" : "");
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
