package dev.inlet.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OutputTest {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  @Property
  void writesAnyTextAsJsonThatIsReadAsTheSame(@ForAll String before, @ForAll String text)
      throws IOException {
    var whole = new String((before + text).getBytes(UTF_8), UTF_8);

    var out = new Output(1).putJson(before + text);

    assertThat(JSON.readValue(out.bytes(), 0, out.length(), String.class)).isEqualTo(whole);
  }

  @Example
  void writesHalfASurrogatePairAsAQuestionMark() {
    assertThat(text(new Output(1).putJson("plain \ud83d!"))).isEqualTo("\"plain ?!\"");
    assertThat(text(new Output(1).putJson("plain \ud83d\ude00"))).isEqualTo("\"plain 😀\"");
  }

  @Example
  void escapesWhatJsonAsksFor() {
    assertThat(text(new Output(1).putJson("a\"b\\c\nd\u0001")))
        .isEqualTo("\"a\\\"b\\\\c\\nd\\u0001\"");
  }

  private static String text(Output out) {
    return new String(out.bytes(), 0, out.length(), UTF_8);
  }
}
