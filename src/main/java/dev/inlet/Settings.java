package dev.inlet;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that can be configured: the table in the documentation is made from this one. */
final class Settings {
  private static final String PREFIX = "INLET_";

  /** An empty key would mean that no key is needed, which is seldom what was meant. */
  static final String KEYS = "inlet.keys.";

  /** Names that only the tests and scripts of this repository read. */
  private static final String TEST_PREFIX = "INLET_TEST_";

  static final List<Setting> ALL =
      List.of(
          new Setting("inlet.port", "8080", "The port that takes requests."),
          new Setting(
              "inlet.host",
              "127.0.0.1",
              "The address it listens on; 0.0.0.0 for all, as deployed."),
          new Setting(
              "inlet.management-port",
              "",
              "A port of their own for /health and /prometheus; with inlet.port when empty."),
          new Setting(
              "inlet.data", "data", "The folder of the spool, and of the lake on a laptop."),
          new Setting(
              "inlet.sink", "directory", "Where lines are delivered: directory, firehose or s3."),
          new Setting(
              "inlet.drain-max", "20s", "How long the end may take to deliver what is kept."),
          new Setting(
              "inlet.console.enabled",
              "true",
              "Whether /console and /debug show events: on loopback to everybody, elsewhere with a"
                  + " key."),
          new Setting(
              "inlet.console.key",
              "",
              "What one must know to see them; without it they are off when inlet.host is not of"
                  + " loopback."),
          new Setting(
              "inlet.console.hosts",
              "",
              "The host names by which they may be asked for besides those of loopback, with"
                  + " commas."),
          new Setting(
              "inlet.console.query-max",
              "30s",
              "How long a query of /console/lake may take, in whole seconds from 1s to 10m."),
          new Setting("inlet.log.format", "text", "How logs are written: text or json."),
          new Setting("inlet.log.level", "info", "How much is logged: error, warn, info or debug."),
          new Setting(
              "inlet.api.body-bytes-max", "1048576", "Bytes of a body after decompression."),
          new Setting("inlet.api.events-max", "5000", "Events of one body."),
          new Setting(
              "inlet.api.event-bytes-max",
              "262144",
              "Bytes of one event, without the white space between its tokens."),
          new Setting(
              "inlet.api.arrival-max",
              "10s",
              "How long a request's headers may take to arrive, and then its body."),
          new Setting(
              "inlet.record.client",
              "",
              "What of a client goes into records: ip, user-agent, or both with a comma."),
          new Setting(
              "inlet.keys.<source>",
              "",
              "A write key, or several with commas, and the name that its records carry as source;"
                  + " without any, no key is needed."),
          new Setting(
              "inlet.key-file",
              "",
              "A file of further keys, which is followed: each line a source, a key and, if it may"
                  + " not do all, its calls."),
          new Setting(
              "inlet.limits.<source>.calls",
              "",
              "What the keys of this name may do: track, alias, profile, with commas; all of it when"
                  + " empty."),
          new Setting(
              "inlet.limits.<source>.events-per-second",
              "",
              "How many events a second the keys of this name may send together; any number when empty."),
          new Setting(
              "inlet.address.connections-max",
              "10000",
              "Connections of one client address, and requests at once of one behind a trusted"
                  + " proxy; any number when 0."),
          new Setting(
              "inlet.address.bytes-in-flight-max",
              "67108864",
              "Bytes that one client address may have sent and not have answered; any when 0."),
          new Setting(
              "inlet.proxy.trusted",
              "",
              "The proxies whose X-Forwarded-For, -Proto, -Host and -Port are believed: addresses and"
                  + " networks such as 10.0.0.0/8, with commas."),
          new Setting(
              "inlet.cors.origins",
              "*",
              "The pages that browsers may send events from: origins such as"
                  + " https://www.example.com or https://*.example.com, with commas; * for any."),
          new Setting(
              "inlet.spool.bytes-max",
              "2147483648",
              "Bytes on disk from which on it is full and answers 503; the spool of rejected"
                  + " records has a tenth of it."),
          new Setting("inlet.spool.segment-bytes", "67108864", "Bytes of one file of the spool."),
          new Setting(
              "inlet.spool.segment-age-max",
              "1h",
              "How long a file of the spool is written to: what is delivered stays on the disk for"
                  + " no longer."),
          new Setting(
              "inlet.spool.free-bytes-min", "536870912", "Bytes that stay free on its volume."),
          new Setting(
              "inlet.spool.in-flight-bytes-max",
              "67108864",
              "Bytes that may wait in memory for the disk, and at most an eighth of the heap."),
          new Setting(
              "inlet.delivery.linger-max",
              "5s",
              "How long a line may wait for others to be delivered with; 60s when the sink is s3."),
          new Setting(
              "inlet.delivery.object-bytes-max",
              "67108864",
              "Bytes of lines in one object, before compression."),
          new Setting(
              "inlet.delivery.compression",
              "gzip",
              "How lines are compressed: gzip, zstd or none."),
          new Setting("inlet.s3.bucket", "", "With inlet.sink=s3, the bucket that takes objects."),
          new Setting("inlet.s3.prefix", "", "What their keys start with, before raw/."),
          new Setting(
              "inlet.firehose.streams",
              "",
              "With inlet.sink=firehose, the stream that takes the events; several with commas share"
                  + " them."),
          new Setting(
              "inlet.firehose.rejected-stream",
              "",
              "The stream that takes rejected lines; they stay in their spool when empty."),
          new Setting("inlet.firehose.in-flight-max", "8", "Batches on the way at once, 1 to 8."),
          new Setting(
              "inlet.lake.every",
              "",
              "How often tables are built from raw objects, 0s for never; 1m when the sink is"
                  + " directory, and otherwise never."),
          new Setting(
              "inlet.lake.catalog",
              "jdbc",
              "What knows the tables: jdbc, a file beside them; or glue, Glue's catalog as well, where"
                  + " other engines find them."),
          new Setting(
              "inlet.lake.warehouse",
              "",
              "With inlet.lake.catalog=glue, the folder of a bucket that copies of the tables' files are"
                  + " in, as s3://bucket/folder; when empty, warehouse beside raw/ in inlet.s3.bucket."),
          new Setting(
              "inlet.lake.glue-databases",
              "inlet",
              "With inlet.lake.catalog=glue, what the names of the two databases start with, before"
                  + " _processed and _aggregated."),
          new Setting(
              "inlet.lake.refuse-merges",
              "false",
              "Whether links are refused that make one person of several with a profile."),
          new Setting(
              "inlet.lake.raw-days",
              "",
              "For how many days raw objects in a folder are kept that are in the tables; for ever when"
                  + " empty."));

  private Settings() {}

  /** All of them, for a terminal; a percent sign in it would be picocli's. */
  static String[] help() {
    return Stream.concat(
            Stream.of("%nSettings, as variables of the environment:"),
            ALL.stream()
                .map(setting ->
                    "%n  "
                        + setting.variable()
                        + (setting.defaultValue().isEmpty()
                            ? ""
                            : " (" + setting.defaultValue() + ")")
                        + "%n      "
                        + setting.meaning()))
        .toArray(String[]::new);
  }

  /** Whether a property of this name means anything. */
  static boolean isKnown(String property) {
    return ALL.stream().anyMatch(setting -> setting.isKey(property));
  }

  /**
   * The properties that the environment sets.
   *
   * @throws Unusable when a variable starts like ours and is none
   */
  static Map<String, Object> of(Map<String, String> environment) {
    var properties = new LinkedHashMap<String, Object>();
    environment.forEach((variable, value) -> {
      if (variable.startsWith(PREFIX) && !variable.startsWith(TEST_PREFIX)) {
        var property =
            property(variable).orElseThrow(() -> new Unusable(unknown(variable, variable)));
        if (!value.isEmpty()) {
          properties.put(property, value);
        } else if (property.startsWith(KEYS)) {
          throw new Unusable(Sentence.about(property, "", "it must be a key, or not be set"));
        }
      }
    });
    return properties;
  }

  private static Optional<String> property(String variable) {
    return ALL.stream()
        .map(setting -> setting.propertyOf(variable))
        .filter(property -> !property.isEmpty())
        .findFirst();
  }

  /** The words of a name in an order of their own, as people mix them up. */
  private static String sortedWords(String variable) {
    return Stream.of(variable.split("_", -1)).sorted().collect(Collectors.joining("_"));
  }

  /** A sentence for a name that means nothing, with the nearest that does. */
  static String unknown(String name, String asVariable) {
    var nearest =
        ALL.stream()
            .min(
                Comparator.comparingInt(setting ->
                    Distance.between(sortedWords(setting.variable()), sortedWords(asVariable))))
            .orElseThrow();
    return name
        + " is not a setting. The nearest is "
        + nearest.variable()
        + " ("
        + nearest.key()
        + "); 'inlet serve --help' lists all.";
  }
}
