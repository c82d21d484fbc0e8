package dev.inlet.event.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.event.Call;
import dev.inlet.event.Reading;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records events become. */
class MappingTest {
  @Test
  void makesATrackOfATrack() {
    assertThat(
            Said.record(
                Endpoint.TRACK,
                """
                {"type":"track","userId":"u","event":"Bought","properties":{"z":1.50, "a":[1,2]},
                 "messageId":"m","timestamp":"2024-01-02T03:04:05.678Z"}\
                """))
        .isEqualTo(
            "{\"id\":\"m\",\"type\":\"track\",\"userId\":\"u\",\"eventName\":\"Bought\","
                + "\"metadata\":{\"z\":1.50,\"a\":[1,2]},\"timestampUTC\":1704164645678}");
  }

  @Test
  void takesTheAnonymousIdAsLongAsTheUserIsNotKnownAndKeepsIt() {
    for (var noUser : new String[] {"", "\"userId\":null,", "\"userId\":\"\","}) {
      assertThat(
              Said.record(Endpoint.TRACK, "{" + noUser + "\"anonymousId\":\"a\",\"event\":\"e\"}"))
          .contains("\"userId\":\"a\",\"eventName\":\"e\",\"metadata\":{},")
          .endsWith(",\"extra\":{\"anonymousId\":\"a\"}}");
    }
  }

  @Test
  void keepsNoIdThatIsNone() {
    assertThat(
            Said.record(
                Endpoint.TRACK,
                "{\"userId\":\"u\",\"event\":\"e\",\"anonymousId\":null,\"previousId\":\"\"}"))
        .doesNotContain("extra");
  }

  @Test
  void makesATrackOfAPageWithItsNameAndCategory() {
    assertThat(
            Said.record(
                Endpoint.PAGE,
                """
                {"userId":"u","name":"Home","category":"Docs","properties":{"url":"/x"}}\
                """))
        .contains(
            "\"eventName\":\"$page\",\"metadata\":{\"url\":\"/x\",\"name\":\"Home\",\"category\":\"Docs\"},");
    assertThat(
            Said.record(Endpoint.SCREEN, "{\"userId\":\"u\",\"name\":\"Main\",\"properties\":{}}"))
        .contains("\"eventName\":\"$screen\",\"metadata\":{\"name\":\"Main\"},");
    assertThat(Said.record(Endpoint.PAGE, "{\"userId\":\"u\",\"name\":null}"))
        .contains("\"metadata\":{},");
  }

  @Test
  void keepsBothNamesOfAPageWhenTheyDiffer() {
    assertThat(
            Said.record(
                Endpoint.PAGE,
                """
                {"userId":"u","name":"Home","category":"C","properties":{"name":"H","category":"C"}}\
                """))
        .contains("\"metadata\":{\"name\":\"H\",\"category\":\"C\"},")
        .endsWith(",\"extra\":{\"name\":\"Home\"}}");
  }

  @Test
  void makesATrackOfAGroup() {
    assertThat(
            Said.record(
                Endpoint.GROUP, "{\"userId\":\"u\",\"groupId\":\"g\",\"traits\":{\"n\":1}}"))
        .contains(
            "\"eventName\":\"$group\",\"metadata\":{\"groupId\":\"g\",\"traits\":{\"n\":1}},");
    assertThat(Said.record(Endpoint.GROUP, "{\"userId\":\"u\",\"groupId\":\"g\"}"))
        .contains("\"metadata\":{\"groupId\":\"g\",\"traits\":{}},");
  }

  @Test
  void makesAProfileAndALinkOfAnIdentify() {
    assertThat(
            Said.records(
                Endpoint.IDENTIFY,
                """
                {"userId":"u","anonymousId":"a","messageId":"m","traits":{"plan":"pro"},"timestamp":0}\
                """))
        .containsExactly(
            "{\"id\":\"m\",\"type\":\"profile\",\"userId\":\"u\",\"attributes\":{\"plan\":\"pro\"},"
                + "\"timestampUTC\":0,\"extra\":{\"anonymousId\":\"a\"}}",
            "{\"id\":\"m:alias\",\"type\":\"alias\",\"newUserId\":\"u\",\"originalUserId\":\"a\","
                + "\"timestampUTC\":0,\"extra\":{\"anonymousId\":\"a\"}}");
  }

  @Test
  void givesTheLinkAnIdOfItsOwnAlsoWhenTheClientGaveNone() {
    assertThat(Said.records(Endpoint.IDENTIFY, "{\"userId\":\"u\",\"anonymousId\":\"a\"}"))
        .satisfiesExactly(
            profile -> assertThat(profile).startsWith("{\"id\":\"0193-0\","),
            link -> assertThat(link).startsWith("{\"id\":\"0193-0:alias\","));
  }

  @Test
  void linksNothingWhenAnIdentifySaysOneId() {
    assertThat(Said.record(Endpoint.IDENTIFY, "{\"anonymousId\":\"a\"}"))
        .contains("\"type\":\"profile\",\"userId\":\"a\",\"attributes\":{},");
    assertThat(Said.record(Endpoint.IDENTIFY, "{\"userId\":\"a\",\"anonymousId\":\"\\u0061\"}"))
        .contains("\"type\":\"profile\"");
  }

  @Test
  void takesTheTraitsOfTheContextWhenThereAreNoOthers() {
    assertThat(
            Said.record(Endpoint.IDENTIFY, "{\"userId\":\"u\",\"context\":{\"traits\":{\"e\":1}}}"))
        .contains("\"attributes\":{\"e\":1},")
        .endsWith("\"extra\":{\"context\":{\"traits\":{\"e\":1}}}}");
    assertThat(
            Said.record(
                Endpoint.IDENTIFY,
                "{\"userId\":\"u\",\"traits\":{},\"context\":{\"traits\":{\"e\":1}}}"))
        .contains("\"attributes\":{},");
  }

  @Test
  void makesAnAliasOfAnAlias() {
    assertThat(
            Said.record(
                Endpoint.ALIAS, "{\"userId\":\"u\",\"previousId\":\"p\",\"anonymousId\":\"a\"}"))
        .contains("\"newUserId\":\"u\",\"originalUserId\":\"p\",");
    assertThat(
            Said.record(
                Endpoint.ALIAS, "{\"userId\":\"u\",\"previousId\":null,\"anonymousId\":\"a\"}"))
        .contains("\"newUserId\":\"u\",\"originalUserId\":\"a\",");
  }

  @Test
  void takesAnAliasOfAnIdToItselfAndMakesNothingOfIt() {
    var reading =
        Said.accepted(
            Endpoint.BATCH,
            """
            {"batch":[{"type":"alias","userId":"u","previousId":"u"},
                      {"type":"track","userId":"u","event":"e"}]}\
            """);

    assertThat(reading.accepted()).isEqualTo(2);
    assertThat(reading.ignored()).isEqualTo(1);
    assertThat(Said.lines(reading)).hasSize(1);
  }

  @Test
  void keepsWhatTheBatchSaysOfAllWithTheEventsOwnBeforeIt() {
    assertThat(
            Said.records(
                Endpoint.BATCH,
                """
                {"sentAt":"S","context":{"library":"l","ip":"i"},"writeKey":"secret",
                 "batch":[{"type":"track","userId":"u","event":"e","sentAt":"T","writeKey":"secret",
                           "context":{"ip":"j","page":{}},"integrations":{"All":true}},
                          {"type":"track","userId":"u","event":"e"}]}\
                """))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .endsWith(
                        "\"extra\":{\"context\":{\"library\":\"l\",\"ip\":\"j\",\"page\":{}},"
                            + "\"sentAt\":\"T\",\"integrations\":{\"All\":true}}}"),
            second ->
                assertThat(second)
                    .endsWith(
                        "\"extra\":{\"sentAt\":\"S\",\"context\":{\"library\":\"l\",\"ip\":\"i\"}}}"));
  }

  @Test
  void prefersTheOriginalTimestampAndKeepsTheOther() {
    assertThat(
            Said.record(
                Endpoint.TRACK,
                """
                {"userId":"u","event":"e","originalTimestamp":"2024-01-02T03:04:05Z","timestamp":"x"}\
                """))
        .contains("\"timestampUTC\":1704164645000,")
        .endsWith("\"extra\":{\"timestamp\":\"x\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"timestamp\":null", ",\"timestamp\":\"\""})
  void givesTheTimeOfReceiptWhenTheClientGivesNone(String none) {
    assertThat(Said.record(Endpoint.TRACK, "{\"userId\":\"u\",\"event\":\"e\"" + none + "}"))
        .endsWith("\"timestampUTC\":" + Said.NOW + "}");
  }

  @Test
  void takesAnIntegerAsAnIdByItsDigits() {
    assertThat(Said.record(Endpoint.TRACK, "{\"userId\":9007199254740993,\"event\":\"e\"}"))
        .contains("\"userId\":\"9007199254740993\",");
    assertThat(Said.faults(Said.read(Endpoint.TRACK, "{\"userId\":1.5,\"event\":\"e\"}")))
        .containsExactly("/userId wrong-type");
  }

  @Test
  void takesAnEmptyArrayForAnEmptyObjectAsPhpWritesOne() {
    assertThat(
            Said.record(
                Endpoint.TRACK,
                "{\"userId\":\"u\",\"event\":\"e\",\"properties\":[],\"context\":[]}"))
        .contains("\"metadata\":{},")
        .doesNotContain("extra");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | /type missing",
        "{\"type\":\"delete\"} | /type unknown-type",
        "{\"type\":7} | /type wrong-type",
        "{\"type\":\"track\",\"userId\":\"u\"} | /event missing",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\" \"} | /event blank",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":5} | /event wrong-type",
        "{\"type\":\"track\",\"event\":\"e\"} | /userId missing",
        "{\"type\":\"track\",\"userId\":[],\"event\":\"e\"} | /userId wrong-type",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"properties\":[1]} | /properties wrong-type",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"context\":1} | /context wrong-type",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"timestamp\":\"noon\"} | /timestamp not-a-time",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"timestamp\":-1} | /timestamp timestamp-out-of-range",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":{}} | /messageId wrong-type",
        "{\"type\":\"group\",\"userId\":\"u\"} | /groupId missing",
        "{\"type\":\"alias\",\"userId\":\"u\"} | /previousId missing",
        "{\"type\":\"alias\",\"previousId\":\"u\"} | /userId missing",
        "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":\"t\"} | /traits wrong-type",
        "{\"type\":\"identify\",\"userId\":\"u\",\"context\":{\"traits\":1}} | /context/traits wrong-type",
        "{\"type\":\"track\",\"userId\":\"u\",\"userId\":\"u\",\"event\":\"e\"} | /userId duplicate-name",
        "7 | '' wrong-type"
      })
  void refusesOnlyTheEventThatIsWrongAndSaysWhere(String event, String fault) {
    var good = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";
    var body = "{\"context\":{\"l\":1},\"batch\":[" + good + "," + event + "]}";
    var reading = Said.accepted(Endpoint.BATCH, body);

    assertThat(Said.faults(reading)).containsExactly("/batch/1" + fault.replace("''", ""));
    assertThat(Said.lines(reading)).hasSize(1);
    assertThat(Said.rejected(reading).get(0))
        .contains("\"path\":\"/v1/batch\"")
        .contains("\"pointer\":\"/batch/0" + fault.replace("''", "").split(" ", -1)[0] + '"')
        .contains(
            "\"body\":\"{\\\"context\\\":{\\\"l\\\":1},\\\"batch\\\":["
                + event.replace("\"", "\\\"")
                + "]}\"");
  }

  @Test
  void refusesABodyThatIsNoBatch() {
    assertThat(Said.faults(Said.read(Endpoint.BATCH, "{}"))).containsExactly("/batch missing");
    assertThat(Said.faults(Said.read(Endpoint.BATCH, "{\"batch\":{}}")))
        .containsExactly("/batch wrong-type");
    assertThat(Said.faults(Said.read(Endpoint.BATCH, "[]"))).containsExactly(" wrong-type");
    assertThat(Said.faults(Said.read(Endpoint.BATCH, "{\"batch\":[],\"context\":1}")))
        .containsExactly("/context wrong-type");
  }

  @Test
  void takesABatchOfNothing() {
    assertThat(Said.records(Endpoint.BATCH, "{\"batch\":[]}")).isEmpty();
  }

  @Test
  void refusesTheOneEventThatIsTooLarge() {
    var large = "x".repeat(Said.LIMITS.eventBytesMax());
    var reading =
        Said.accepted(
            Endpoint.BATCH,
            "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"},"
                + "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"properties\":{\"x\":\""
                + large
                + "\"}}]}");

    assertThat(Said.faults(reading)).containsExactly("/batch/1 event-too-large");
    assertThat(Said.lines(reading)).hasSize(1);
    assertThat(Said.rejected(reading)).hasSize(1);
  }

  @Test
  void refusesTheEventsOfCallsThatAreNotAllowed() {
    var batch =
        """
        {"batch":[{"type":"alias","userId":"u","previousId":"p"},
                  {"type":"identify","userId":"u","anonymousId":"a"},
                  {"type":"page","userId":"u"}]}\
        """;
    var reading =
        Said.accepted(Endpoint.BATCH, batch).allowing(EnumSet.of(Call.TRACK, Call.PROFILE));

    assertThat(Said.faults(reading)).containsExactly("/batch/0 call-not-allowed");
    assertThat(Said.lines((Reading.Accepted) reading))
        .satisfiesExactly(
            profile -> assertThat(profile).contains("profile").contains("\"anonymousId\":\"a\""),
            page -> assertThat(page).contains("$page"));
    assertThat(
            Said.accepted(Endpoint.BATCH, "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}]}")
                .allowing(EnumSet.of(Call.ALIAS)))
        .isInstanceOf(Reading.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/t,TRACK", "/v1/i/,IDENTIFY", "/v1/alias,ALIAS", "/v1/p,PAGE", "/v1/screen/,SCREEN",
    "/v1/g,GROUP", "/v1/b,BATCH", "/v1/import/,BATCH", "/beacon/v1/batch,BATCH", "/v1/batch/,BATCH"
  })
  void knowsAPathByEachOfItsNames(String path, Endpoint endpoint) {
    assertThat(Endpoint.at(path)).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/", "/v1/x", "/v1/batch//", "/beacon/v1/track", "/track"})
  void knowsNoOtherPath(String path) {
    assertThat(Endpoint.at(path)).isNull();
  }
}
