package dev.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.access.AddressConfig;
import dev.inlet.api.ApiConfig;
import dev.inlet.console.ConsoleConfig;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.firehose.FirehoseConfig;
import dev.inlet.delivery.s3.S3Config;
import dev.inlet.lake.LakeConfig;
import dev.inlet.ops.OpsConfig;
import dev.inlet.spool.SpoolConfig;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.naming.NameUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be configured, what it is when nothing is said, and what is refused. */
class SettingsTest {
  private static final Path DOCUMENTATION = Path.of("Documentation.md");
  private static final String START = "<!-- settings: made by SettingsTest -->\n";
  private static final String END = "<!-- end of settings -->\n";

  @Test
  void defaults() {
    assertThat(
            Settings.ALL.stream().map(setting -> setting.variable() + "=" + setting.defaultValue()))
        .containsExactly(
            "INLET_PORT=8080",
            "INLET_HOST=127.0.0.1",
            "INLET_MANAGEMENT_PORT=",
            "INLET_DATA=data",
            "INLET_SINK=directory",
            "INLET_DRAIN_MAX=20s",
            "INLET_CONSOLE_ENABLED=true",
            "INLET_CONSOLE_KEY=",
            "INLET_CONSOLE_HOSTS=",
            "INLET_CONSOLE_QUERY_MAX=30s",
            "INLET_LOG_FORMAT=text",
            "INLET_LOG_LEVEL=info",
            "INLET_API_BODY_BYTES_MAX=1048576",
            "INLET_API_EVENTS_MAX=5000",
            "INLET_API_EVENT_BYTES_MAX=262144",
            "INLET_API_ARRIVAL_MAX=10s",
            "INLET_RECORD_CLIENT=",
            "INLET_KEYS_<SOURCE>=",
            "INLET_KEY_FILE=",
            "INLET_LIMITS_<SOURCE>_CALLS=",
            "INLET_LIMITS_<SOURCE>_EVENTS_PER_SECOND=",
            "INLET_ADDRESS_CONNECTIONS_MAX=10000",
            "INLET_ADDRESS_BYTES_IN_FLIGHT_MAX=67108864",
            "INLET_PROXY_TRUSTED=",
            "INLET_CORS_ORIGINS=*",
            "INLET_SPOOL_BYTES_MAX=2147483648",
            "INLET_SPOOL_SEGMENT_BYTES=67108864",
            "INLET_SPOOL_SEGMENT_AGE_MAX=1h",
            "INLET_SPOOL_FREE_BYTES_MIN=536870912",
            "INLET_SPOOL_IN_FLIGHT_BYTES_MAX=67108864",
            "INLET_DELIVERY_LINGER_MAX=5s",
            "INLET_DELIVERY_OBJECT_BYTES_MAX=67108864",
            "INLET_DELIVERY_COMPRESSION=gzip",
            "INLET_S3_BUCKET=",
            "INLET_S3_PREFIX=",
            "INLET_FIREHOSE_STREAMS=",
            "INLET_FIREHOSE_REJECTED_STREAM=",
            "INLET_FIREHOSE_IN_FLIGHT_MAX=8",
            "INLET_LAKE_EVERY=",
            "INLET_LAKE_CATALOG=jdbc",
            "INLET_LAKE_WAREHOUSE=",
            "INLET_LAKE_GLUE_DATABASES=inlet",
            "INLET_LAKE_REFUSE_MERGES=false",
            "INLET_LAKE_RAW_DAYS=");
  }

  @Test
  void everyComponentOfAConfigurationIsASettingWithItsDefault() {
    var records =
        List.of(
            InletConfig.class,
            SpoolConfig.class,
            DeliveryConfig.class,
            S3Config.class,
            FirehoseConfig.class,
            LakeConfig.class,
            ApiConfig.class,
            AddressConfig.class,
            LogConfig.class,
            OpsConfig.class,
            ConsoleConfig.class);

    for (var record : records) {
      var prefix = record.getAnnotation(ConfigurationProperties.class).value();
      for (var component : record.getDeclaredConstructors()[0].getParameters()) {
        var key = prefix + "." + NameUtils.hyphenate(component.getName());
        var bindable = component.getAnnotation(Bindable.class);
        var bound = bindable == null ? "" : bindable.defaultValue();
        assertThat(Settings.ALL)
            .as(key)
            .anyMatch(setting -> setting.key().equals(key) && setting.defaultValue().equals(bound));
      }
    }
  }

  @Test
  void bindsEveryKeyFromTheEnvironment() {
    var environment =
        Settings.ALL.stream()
            .collect(
                Collectors.toMap(
                    setting -> setting.variable().replace("<SOURCE>", "MY_APP"),
                    setting -> "value"));

    assertThat(Settings.of(environment).keySet())
        .containsExactlyInAnyOrderElementsOf(
            Settings.ALL.stream()
                .map(setting -> setting.key().replace("<source>", "my-app"))
                .toList());
  }

  @Test
  void namesTheNearestSettingWhenOneIsUnknown() {
    assertThatThrownBy(() -> Settings.of(Map.of("INLET_SPOOL_MAX_BYTES", "1")))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("INLET_SPOOL_MAX_BYTES is not a setting")
        .hasMessageContaining("INLET_SPOOL_BYTES_MAX (inlet.spool.bytes-max)");
  }

  @ParameterizedTest
  @CsvSource({
    "INLET_SINK, s3, raw objects are in a bucket",
    "INLET_LAKE_EVERY, 0s, INLET_LAKE_EVERY (inlet.lake.every) is 0s",
  })
  void refusesToDeleteRawObjectsThatNoBuildHereWouldRead(
      String variable, String value, String why, @TempDir Path data) {
    assertThatThrownBy(() ->
            Boot.start(
                    Map.of(
                        "INLET_DATA",
                        data.toString(),
                        "INLET_S3_BUCKET",
                        "lake",
                        "INLET_LAKE_RAW_DAYS",
                        "30",
                        variable,
                        value))
                .close())
        .isInstanceOf(Unusable.class)
        .hasMessageStartingWith("INLET_LAKE_RAW_DAYS (inlet.lake.raw-days) is set, but ")
        .hasMessageContaining(why);
  }

  @Test
  void refusesAnEmptyKey() {
    assertThatThrownBy(() -> Settings.of(Map.of("INLET_KEYS_WEB", "")))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("INLET_KEYS_WEB");
  }

  @ParameterizedTest
  @CsvSource({
    "INLET_KEYS_WEB, 's3cret,'",
    "INLET_KEYS_WEB, 's3cret,,s3cret2'",
    "INLET_KEYS_WEB, 's3 cret'",
    "INLET_KEYS_WEB, 's3cret,s3cret'",
  })
  void namesTheSettingOfAKeyThatCantBeUsedWithoutTheKey(
      String variable, String value, @TempDir Path data) {
    assertThatThrownBy(
            () -> Boot.start(Map.of("INLET_DATA", data.toString(), variable, value)).close())
        .isInstanceOf(Unusable.class)
        .hasMessageStartingWith("INLET_KEYS_WEB (inlet.keys.web) can't be used: ")
        .message()
        .doesNotContain("s3");
  }

  @Test
  void refusesOneKeyForTwoSources(@TempDir Path data) {
    assertThatThrownBy(() ->
            Boot.start(
                    Map.of(
                        "INLET_DATA", data.toString(),
                        "INLET_KEYS_WEB", "a,s3cret",
                        "INLET_KEYS_APP", "s3cret,b"))
                .close())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("one of its keys is there twice")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void refusesToLimitTheCallsOfASourceThatIsNotThere(@TempDir Path data) {
    assertThatThrownBy(() ->
            Boot.start(
                    Map.of(
                        "INLET_DATA", data.toString(),
                        "INLET_KEYS_WEB", "k",
                        "INLET_LIMITS_WBE_CALLS", "track"))
                .close())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("INLET_LIMITS_WBE_CALLS")
        .hasMessageContaining("there is no key of this name");
  }

  @Test
  void refusesToLimitTheRateOfASourceThatIsNotThere(@TempDir Path data) {
    assertThatThrownBy(() ->
            Boot.start(
                    Map.of(
                        "INLET_DATA", data.toString(),
                        "INLET_KEYS_WEB", "k",
                        "INLET_LIMITS_WBE_EVENTS_PER_SECOND", "100"))
                .close())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("INLET_LIMITS_WBE_EVENTS_PER_SECOND")
        .hasMessageContaining("there is no key of this name");
  }

  @Test
  void takesTheRateOfASourceThatAFileMayHave(@TempDir Path data) throws IOException {
    var keys = Files.writeString(data.resolve("keys"), "app k-app\n");

    Boot.start(
            Map.of(
                "INLET_DATA",
                data.toString(),
                "INLET_KEY_FILE",
                keys.toString(),
                "INLET_LIMITS_APP_EVENTS_PER_SECOND",
                "100",
                "INLET_LIMITS_LATER_EVENTS_PER_SECOND",
                "100"))
        .close();
  }

  @Test
  void leavesOtherVariablesAlone() {
    assertThat(Settings.of(Map.of("HOME", "/", "INLET_TEST_AWS_ENDPOINT", "x", "INLETS", "y")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "INLET_PORT, 70000",
    "INLET_PORT, http",
    "INLET_SINK, kafka",
    "INLET_DRAIN_MAX, soon",
    "INLET_LOG_FORMAT, xml",
    "INLET_LOG_LEVEL, loud",
    "INLET_API_BODY_BYTES_MAX, 0",
    "INLET_API_BODY_BYTES_MAX, 1MiB",
    "INLET_API_EVENTS_MAX, -1",
    "INLET_API_EVENT_BYTES_MAX, 1000000000",
    "INLET_API_ARRIVAL_MAX, never",
    "INLET_RECORD_CLIENT, name",
    "INLET_LIMITS_WEB_EVENTS_PER_SECOND, many",
    "INLET_LIMITS_WEB_EVENTS_PER_SECOND, 0",
    "INLET_LIMITS_WEB_EVENTS_PER_SECOND, -5",
    "INLET_LIMITS_WEB_CALLS, trakc",
    "INLET_ADDRESS_CONNECTIONS_MAX, -1",
    "INLET_ADDRESS_BYTES_IN_FLIGHT_MAX, much",
    "INLET_PROXY_TRUSTED, proxy.local",
    "INLET_CORS_ORIGINS, www.example.com",
    "INLET_CORS_ORIGINS, https://www.example.com/shop",
    "INLET_KEY_FILE, no/such/file",
    "INLET_SPOOL_BYTES_MAX, 5",
    "INLET_SPOOL_SEGMENT_BYTES, 1",
    "INLET_SPOOL_SEGMENT_AGE_MAX, 10ms",
    "INLET_SPOOL_FREE_BYTES_MIN, -1",
    "INLET_DELIVERY_LINGER_MAX, 2d",
    "INLET_DELIVERY_OBJECT_BYTES_MAX, 0",
    "INLET_DELIVERY_COMPRESSION, rar",
    "INLET_CONSOLE_ENABLED, perhaps",
    "INLET_CONSOLE_QUERY_MAX, 0s",
    "INLET_CONSOLE_QUERY_MAX, 11m",
    "INLET_MANAGEMENT_PORT, x",
    "INLET_S3_BUCKET, arn:aws:s3:::lake",
    "INLET_S3_PREFIX, /lake",
    "INLET_LAKE_CATALOG, glue",
    "INLET_LAKE_CATALOG, JDBC",
    "INLET_LAKE_WAREHOUSE, https://bucket/folder",
    "INLET_LAKE_WAREHOUSE, s3://bucket",
    "INLET_LAKE_WAREHOUSE, s3://bucket/folder/",
    "INLET_LAKE_GLUE_DATABASES, my-lake",
    "INLET_LAKE_REFUSE_MERGES, yes",
    "INLET_LAKE_RAW_DAYS, 0",
    "INLET_LAKE_RAW_DAYS, week",
    "INLET_LAKE_EVERY, often",
    "INLET_LAKE_EVERY, 10ms",
  })
  void refusesAnImpossibleValueInASentenceThatNamesIt(
      String variable, String value, @TempDir Path data) {
    assertThatThrownBy(
            () -> Boot.start(Map.of("INLET_DATA", data.toString(), variable, value)).close())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(value);
  }

  @Test
  void theDocumentationHoldsTheTable() throws IOException {
    var text = Files.readString(DOCUMENTATION);
    var start = text.indexOf(START) + START.length();
    var end = text.indexOf(END);
    if (Boolean.getBoolean("docs.update")) {
      text = text.substring(0, start) + table() + text.substring(end);
      Files.writeString(DOCUMENTATION, text);
    }

    assertThat(text)
        .as("Run scripts/test -Dtest=SettingsTest -Ddocs.update=true to write it")
        .contains(START + table() + END);
  }

  private static String table() {
    return "\n| key | environment | default | meaning |\n|---|---|---|---|\n"
        + Settings.ALL.stream()
            .map(setting ->
                cells(
                    "`" + setting.key() + "`",
                    "`" + setting.variable() + "`",
                    setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
                    setting.meaning()))
            .collect(Collectors.joining())
        + "\n";
  }

  private static String cells(String... cells) {
    return Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
