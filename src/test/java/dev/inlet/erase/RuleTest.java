package dev.inlet.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.directory.DirectoryObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
  private static final Instant AT = Instant.parse("2026-11-21T05:00:00Z");
  private static final String ADA = "ada@example.org";
  private static final Set<String> IDS = Set.of(ADA, "5", "cookie-\u00fc\"1");

  private @TempDir Path folder;
  private Rule rule;

  @BeforeEach
  void bury() throws IOException {
    RawObjects lake = new DirectoryObjects(folder);
    var none = Tombstones.of(lake);
    Tombstones.write(none.bury(IDS, AT), lake);
    rule = new Rule(Tombstones.of(lake), List.of(ADA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":\"track\",~\"userId\":\"ada@example.org\",\"eventName\":\"e\"",
        "\"type\":\"track\",~\"userId\":\"\\u0061da@ex\\u0061mple.org\",\"eventName\":\"e\"",
        "\"type\":\"track\",~\"userId\" : \"5\",\"eventName\":\"e\"",
        "\"type\":\"track\",~\"userId\":\"cookie-\u00fc\\\"1\",\"eventName\":\"e\"",
        "\"type\":\"track\",~\"userId\":\"cookie-\\u00FC\\u00221\",\"eventName\":\"e\"",
        "\"type\":\"alias\",~\"newUserId\":\"x\",\"originalUserId\":\"ada@example.org\"",
        "\"type\":\"alias\",~\"newUserId\":\"5\",\"originalUserId\":\"x\"",
        "\"type\":\"profile\",~\"userId\":\"5\",\"attributes\":{}",
      })
  void erasesWhatIsOfOneOfTheIds(String members) {
    assertThat(event(members, "04:59:59.999")).isInstanceOf(Rule.Verdict.Erased.class);
    assertThat(event(members, "05:00:00.000")).isInstanceOf(Rule.Verdict.Kept.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":\"track\",~\"userId\":\"bob\",\"eventName\":\"ada@example.org\"",
        "\"type\":\"track\",~\"userId\":\"Ada@example.org\",\"eventName\":\"e\"",
        "\"type\":\"track\",~\"userId\":\"bob\",\"metadata\":{\"size\":\"5\",\"n\":5}",
        "\"type\":\"track\",~\"userId\":\"bob\",\"metadata\":{\"5\":1}",
        "\"type\":\"track\",~\"userId\":\"bob\",\"metadata\":{\"u\":\"to ada@example.org\"}",
        "\"type\":\"track\",~\"userId\":\"bob\",\"metadata\":{\"d\":5.0,\"userId\":5.0}",
      })
  void keepsWhatIsOfOthers(String members) {
    assertThat(event(members, "01:00:00.000")).isInstanceOf(Rule.Verdict.Kept.class);
  }

  @Test
  void takesTheIdsOutOfTheLinesOfOthersAndLeavesTheRestAsItIs() {
    var line =
        "\"type\":\"track\",~\"userId\":\"bob\",\"metadata\":{\"n\":1.50,\"to\":[\"ada@example.org\",\"x\"]},"
            + "\"extra\":{\"anonymousId\":\"5\",\"context\":{\"traits\":{\"userId\":5,\"size\":\"5\"}}}";

    assertThat(changed(event(line, "01:00:00.000")))
        .isEqualTo(
            whole(line, "01:00:00.000")
                .replace("[\"ada@example.org\",", "[null,")
                .replace("\"anonymousId\":\"5\"", "\"anonymousId\":null")
                .replace("\"userId\":5", "\"userId\":null"));
  }

  @Test
  void putsAMarkInThePlaceOfANameThatIsAnId() {
    var changed =
        changed(
            event(
                "\"type\":\"profile\",~\"userId\":\"bob\",\"attributes\":{\"ada@example.org\":{\"a\":1}}",
                "01:00:00.000"));

    assertThat(changed).contains("\"attributes\":{\"erased-").contains("\":{\"a\":1}}");
    assertThat(changed).doesNotContain(ADA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"userId\":\"ada@example.org\",\"events\":[{\"eventName\":\"\"}]}",
        "{\"userId\":5,\"events\":[]}",
        "{\"batch\":[{\"anonymousId\":\"5\"},{\"userId\":\"bob\"}]}",
        "{\"userId\":\"ada@example.org\",\"events\":[{\"cut",
        "{\"userId\":\"ada@examp\\u006ce.org",
        "{\"userId\":\"bob\",\"events\":[{\"metadata\":{\"a\":[{\"b\":\"ada@example.org\"}]}}]}",
        "user=ada@example.org&event=x",
        "<user>ada@example.org</user>",
        "}}]]{\"x\"::\"ada@example.org\"",
      })
  void erasesWhatWasRefusedWhenItSaysOneOfTheIds(String body) {
    assertThat(rejected("\"body\":" + quoted(body))).isInstanceOf(Rule.Verdict.Erased.class);
    assertThat(
            rejected(
                "\"bodyBase64\":\"%s\""
                    .formatted(Base64.getEncoder().encodeToString(body.getBytes(UTF_8)))))
        .isInstanceOf(Rule.Verdict.Erased.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"userId\":\"bob\",\"events\":[{\"metadata\":{\"size\":\"5\",\"n\":5}}]}",
        "{\"userId\":\"bob\",\"size\":5",
        "5",
        "",
        "\\",
        "\"",
        "{\"userId\":",
      })
  void keepsWhatWasRefusedOfOthers(String body) {
    assertThat(rejected("\"body\":" + quoted(body))).isInstanceOf(Rule.Verdict.Kept.class);
  }

  @Test
  void keepsARefusedBodyThatIsNoBase64() {
    assertThat(rejected("\"bodyBase64\":\"%\"")).isInstanceOf(Rule.Verdict.Kept.class);
  }

  @Test
  void erasesAStrangeLineThatNamesTheOwner() {
    var line = "{\"userId\":\"ada@example.org\"}".getBytes(UTF_8);

    assertThat(rule.verdict("events", line, 0, line.length))
        .isInstanceOf(Rule.Verdict.Erased.class);
  }

  @Test
  void keepsAStrangeLineOfOthers() {
    var line =
        "{\"userId\":\"bob@example.org\",\"metadata\":{\"to\":\"eve@example.org\"}}"
            .getBytes(UTF_8);

    assertThat(rule.verdict("events", line, 0, line.length)).isInstanceOf(Rule.Verdict.Kept.class);
    assertThat(rule.isIn(line, Long.MIN_VALUE)).isFalse();
  }

  private Rule.Verdict event(String members, String time) {
    return verdict("events", whole(members, time));
  }

  private Rule.Verdict rejected(String member) {
    return verdict("rejected", whole("\"type\":\"rejected\",~" + member, "01:00:00.000"));
  }

  private Rule.Verdict verdict(String stream, String line) {
    var bytes = ("x\n" + line + "\ny").getBytes(UTF_8);
    return rule.verdict(stream, bytes, 2, bytes.length - 2);
  }

  private static String whole(String members, String time) {
    return "{\"id\":\"1\","
        + members.replace("~", "\"receivedAt\":\"2026-11-21T" + time + "Z\",")
        + "}";
  }

  private static String changed(Rule.Verdict verdict) {
    return new String(((Rule.Verdict.Changed) verdict).line(), UTF_8);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
