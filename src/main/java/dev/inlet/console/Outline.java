package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a JSON body begin and end, and the texts that name them. Of a body that is
 * broken it tells what comes before the break.
 */
final class Outline {
  /** Our own calls have the first, Segment's the second. */
  private static final List<String> ARRAYS = List.of("events", "batch");

  /** What surrounds the events of a body may take as much, however small the body is. */
  private static final int COPIED_BYTES_MIN = 64 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Its texts, and the place of one event. */
  private record Element(int start, int end, Map<String, String> texts) {}

  private final byte[] body;
  private final Map<String, String> texts = new HashMap<>();
  private final List<Element> elements = new ArrayList<>();
  private String array = "";
  private int arrayEnd = -1;
  private boolean broken;

  private Outline(byte[] body) {
    this.body = body;
  }

  static Outline of(byte[] body) {
    var outline = new Outline(body);
    try (var json = JSON.createParser(body)) {
      switch (json.nextToken()) {
        case START_OBJECT -> outline.readRoot(json);
        case START_ARRAY -> outline.readElements(json);
        case null, default -> {
          // It holds neither texts nor events.
        }
      }
    } catch (IOException broken) {
      outline.broken = true;
    }
    return outline;
  }

  private void readRoot(JsonParser json) throws IOException {
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      var token = json.nextToken();
      if (token == JsonToken.START_ARRAY && ARRAYS.contains(name)) {
        array = name;
        readElements(json);
      } else {
        keepText(json, name, texts);
      }
    }
  }

  private void readElements(JsonParser json) throws IOException {
    int start = -1;
    Map<String, String> found = Map.of();
    for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
      int next = Math.toIntExact(json.currentTokenLocation().getByteOffset());
      if (start >= 0) {
        elements.add(new Element(start, endBefore(next), found));
      }
      start = next;
      found = token == JsonToken.START_OBJECT ? textsOf(json) : Map.of();
    }
    arrayEnd = Math.toIntExact(json.currentTokenLocation().getByteOffset());
    if (start >= 0) {
      elements.add(new Element(start, endBefore(arrayEnd), found));
    }
  }

  private static Map<String, String> textsOf(JsonParser json) throws IOException {
    var found = new HashMap<String, String>();
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      keepText(json, name, found);
    }
    return found;
  }

  private static void keepText(JsonParser json, String name, Map<String, String> into)
      throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      into.put(name, json.getText());
    } else {
      json.skipChildren();
    }
  }

  /** Where a value ends that is followed by white space, and perhaps a comma, up to here. */
  private int endBefore(int next) {
    int end = next;
    while (end > 0 && (body[end - 1] <= ' ' || body[end - 1] == ',') && body[end - 1] >= 0) {
      end--;
    }
    return end;
  }

  boolean isBroken() {
    return broken;
  }

  /** A text of the body itself. */
  @Nullable String text(String name) {
    return texts.get(name);
  }

  /** A text of an event, or else of the body. */
  @Nullable String text(int index, String name) {
    var own = isElement(index) ? elements.get(index).texts().get(name) : null;
    return own == null ? texts.get(name) : own;
  }

  /** The index of the event that became the record of this id; 0 when it can't be told. */
  int indexOf(String recordId) {
    var id =
        recordId.endsWith(":alias")
            ? recordId.substring(0, recordId.length() - ":alias".length())
            : recordId;
    for (int i = 0; i < elements.size(); i++) {
      if (id.equals(elements.get(i).texts().get("messageId"))) {
        return i;
      }
    }
    var number = id.substring(id.lastIndexOf('-') + 1);
    return number.matches("\\d{1,6}") && isElement(Integer.parseInt(number))
        ? Integer.parseInt(number)
        : 0;
  }

  /**
   * Whether what surrounds the events is so large that a copy of it beside each of them would be
   * many times the body.
   */
  private boolean isWide() {
    int head = elements.getFirst().start();
    long copied = (long) elements.size() * (head + body.length - arrayEnd);
    return copied > Math.max(COPIED_BYTES_MIN, 2L * body.length);
  }

  /** The text of each event, to the byte. */
  List<String> elements() {
    return elements.stream()
        .map(element -> new String(body, element.start(), element.end() - element.start(), UTF_8))
        .toList();
  }

  private boolean isElement(int index) {
    return index >= 0 && index < elements.size();
  }

  /**
   * The body as it would be if this were its only event, to the byte; all of it when it has no list
   * of events, null when the event is not there as a whole, or what surrounds it is too large.
   */
  byte @Nullable [] alone(int index) {
    if (array.isEmpty()) {
      return body;
    }
    if (arrayEnd < 0 || !isElement(index) || isWide()) {
      return null;
    }
    var element = elements.get(index);
    int head = elements.get(0).start();
    int size = element.end() - element.start();
    var alone = Arrays.copyOf(body, head + size + body.length - arrayEnd);
    System.arraycopy(body, element.start(), alone, head, size);
    System.arraycopy(body, arrayEnd, alone, head + size, body.length - arrayEnd);
    return alone;
  }

  /** A pointer into the body as one into {@link #alone}. */
  String moved(int index, String pointer) {
    var prefix = "/" + array + "/" + index;
    return pointer.equals(prefix) || pointer.startsWith(prefix + "/")
        ? "/" + array + "/0" + pointer.substring(prefix.length())
        : pointer;
  }
}
