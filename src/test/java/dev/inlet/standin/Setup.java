package dev.inlet.standin;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is there before a client comes.
 *
 * @param port where it listens on the loopback interface; 0 for any that is free
 * @param folder where the objects are: a folder for each bucket, a file for each object
 * @param clock what arrival, quotas, buffers and scripts go by; signatures go by the real time
 */
public record Setup(
    int port,
    Path folder,
    String region,
    String accessKeyId,
    String secretAccessKey,
    List<String> buckets,
    List<StreamSetup> streams,
    Clock clock) {
  public static final String BUCKET = "inlet-lake";
  public static final String EVENTS = "inlet-events";
  public static final String REJECTED = "inlet-rejected";

  /** A bucket, a stream for events and one for what was rejected, in us-east-1. */
  public static Setup in(Path folder) {
    var region = "us-east-1";
    return new Setup(
        0,
        folder,
        region,
        "AKIDSTANDIN",
        "a-secret-of-the-stand-in",
        List.of(BUCKET),
        List.of(stream(EVENTS, "events", region), stream(REJECTED, "rejected", region)),
        Clock.systemUTC());
  }

  private static StreamSetup stream(String name, String kind, String region) {
    return new StreamSetup(
        name,
        BUCKET,
        "raw/" + kind + "/date=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/",
        ".json.gz",
        5 << 20,
        Duration.ofSeconds(60),
        Quota.of(region));
  }

  public Setup withPort(int newPort) {
    return new Setup(
        newPort, folder, region, accessKeyId, secretAccessKey, buckets, streams, clock);
  }

  public Setup withClock(Clock newClock) {
    return new Setup(
        port, folder, region, accessKeyId, secretAccessKey, buckets, streams, newClock);
  }

  /** In another region, whose quotas then hold. */
  public Setup withRegion(String newRegion) {
    var moved = streams.stream().map(stream -> stream.withQuota(Quota.of(newRegion))).toList();
    return new Setup(port, folder, newRegion, accessKeyId, secretAccessKey, buckets, moved, clock);
  }

  public Setup withStreams(StreamSetup... newStreams) {
    return new Setup(
        port, folder, region, accessKeyId, secretAccessKey, buckets, List.of(newStreams), clock);
  }

  /** One more, set up as the stream for events but for its name. */
  public Setup withAnother(String stream) {
    var more = stream(stream, "events", region);
    return withStreams(
        Stream.concat(streams.stream(), Stream.of(more)).toArray(StreamSetup[]::new));
  }

  /** Without quotas, for tests of something else. */
  public Setup unlimited() {
    return withStreams(
        streams.stream().map(stream -> stream.withQuota(Quota.NONE)).toArray(StreamSetup[]::new));
  }
}
