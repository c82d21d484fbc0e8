package dev.inlet.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanProperty;
import io.micronaut.validation.validator.Validator;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * The reader, {@code jakarta.validation} on records that were bound strictly, and a JSON schema
 * made from the records' published annotations give the same verdict on the same bytes.
 *
 * <p>Not asked is what one of them cannot see: databind whether a member is null or absent, and how
 * an integer is written; a schema, that too.
 */
class VerdictsTest {
  private static final ApplicationContext CONTEXT = ApplicationContext.run();
  private static final Validator VALIDATOR = CONTEXT.getBean(Validator.class);
  private static final ObjectMapper STRICT = strict();
  private static final JsonSchema TRACK = schema(TrackBody.class);
  private static final JsonSchema ALIAS = schema(AliasBody.class);
  private static final JsonSchema PROFILE = schema(ProfileBody.class);

  private static final String[] TEXTS = {
    "\"u\"",
    "\"u\"",
    "\"u\"",
    "\"\"",
    "\" \"",
    "\"\\t\\n\"",
    "\"\u00a0\"",
    "\"\u2007\"",
    "\"\u2003\u3000\"",
    "\"\\u001f\"",
    "\"\u0085\"",
    "\"\ufeff\"",
    "\"\u180e\"",
    "5",
    "true",
    "1.5",
    "{}",
    "[]",
    "[\"u\"]",
    '"' + "x".repeat(256) + '"',
    '"' + "x".repeat(257) + '"',
    '"' + "😀".repeat(256) + '"',
    '"' + "\\ud83d\\ude00".repeat(257) + '"',
    '"' + "\\u0020".repeat(256) + "x\"",
    '"' + " ".repeat(300) + '"'
  };
  private static final String[] OBJECTS = {
    "{}",
    "{\"a\":1}",
    "{\"a\":{\"b\":[null]}}",
    "{\"a\":1}",
    "[]",
    "[{}]",
    "\"{}\"",
    "\"\"",
    "5",
    "true"
  };
  private static final String[] TIMESTAMPS = {
    "0",
    "1",
    "1700000000",
    "1700000000123",
    "253402300799999",
    "253402300800000",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "1234567890123456789012345",
    "1.5",
    "\"12\"",
    "\"\"",
    "true",
    "{}",
    "[1]"
  };

  @AfterContainer
  static void close() {
    CONTEXT.close();
  }

  @Provide
  Arbitrary<String> alias() {
    return body(
        required("newUserId", TEXTS),
        required("originalUserId", TEXTS),
        required("timestampUTC", TIMESTAMPS),
        optional("messageId", TEXTS));
  }

  @Provide
  Arbitrary<String> profile() {
    return body(
        required("userId", TEXTS),
        required("attributes", OBJECTS),
        required("timestampUTC", TIMESTAMPS),
        optional("writeKey", "\"k\"", "\"\"", "5", "{}"));
  }

  @Provide
  Arbitrary<String> track() {
    var event =
        body(
            required("eventName", TEXTS),
            required("metadata", OBJECTS),
            required("timestampUTC", TIMESTAMPS),
            optional("messageId", TEXTS));
    var events =
        Arbitraries.frequencyOf(
                Tuple.of(12, event), Tuple.of(1, Arbitraries.of("null", "5", "[]", "\"\"", "true")))
            .list()
            .ofMaxSize(2)
            .map(list -> "\"events\":[" + String.join(",", list) + ']');
    var others = Arbitraries.of("", "", "\"events\":{}", "\"events\":5", "\"events\":null");
    return Combinators.combine(
            required("userId", TEXTS),
            Arbitraries.frequencyOf(Tuple.of(20, events), Tuple.of(1, others)),
            optional("extra", "1", "null"))
        .as((user, list, extra) -> object(user, list, extra));
  }

  /** Mostly the first value, which is valid; now and then another, null, or nothing. */
  private static Arbitrary<String> required(String name, String... values) {
    var all = new ArrayList<>(List.of(values));
    all.add("null");
    return Arbitraries.frequencyOf(
        Tuple.of(24, Arbitraries.just(member(name, values[0]))),
        Tuple.of(8, Arbitraries.of(all).map(value -> member(name, value))),
        Tuple.of(1, Arbitraries.just("")));
  }

  private static Arbitrary<String> optional(String name, String... values) {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just("")),
        Tuple.of(1, Arbitraries.of(values).map(value -> member(name, value))));
  }

  private static String member(String name, String value) {
    return '"' + name + "\":" + value;
  }

  @SafeVarargs
  private static Arbitrary<String> body(Arbitrary<String>... members) {
    return Combinators.combine(List.of(members)).as(list -> object(list.toArray(String[]::new)));
  }

  private static String object(String... members) {
    var object = new StringJoiner(",", "{", "}");
    for (var member : members) {
      if (!member.isEmpty()) {
        object.add(member);
      }
    }
    return object.toString();
  }

  @Property(tries = 4_000)
  void agreeOnAlias(@ForAll("alias") String body) {
    assertAgreement(Call.ALIAS, body);
  }

  @Property(tries = 4_000)
  void agreeOnProfile(@ForAll("profile") String body) {
    assertAgreement(Call.PROFILE, body);
  }

  @Property(tries = 4_000)
  void agreeOnTrack(@ForAll("track") String body) {
    assertAgreement(Call.TRACK, body);
  }

  private static void assertAgreement(Call call, String body) {
    boolean valid = isWhollyTaken(call, body);

    Statistics.collect(valid);
    assertThat(isValidBean(call, body)).as("bean: %s", body).isEqualTo(valid);
    assertThat(isValidBySchema(call, body)).as("schema: %s", body).isEqualTo(valid);
  }

  private static boolean isWhollyTaken(Call call, String body) {
    return Readings.read(call, body) instanceof Reading.Accepted accepted
        && accepted.refused().isEmpty();
  }

  private static boolean isValidBean(Call call, String body) {
    try {
      return VALIDATOR.validate(STRICT.readValue(body, record(call))).isEmpty();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean isValidBySchema(Call call, String body) {
    return schema(call).validate(body, InputFormat.JSON).isEmpty();
  }

  private static Class<?> record(Call call) {
    return switch (call) {
      case TRACK -> TrackBody.class;
      case ALIAS -> AliasBody.class;
      case PROFILE -> ProfileBody.class;
    };
  }

  private static JsonSchema schema(Call call) {
    return switch (call) {
      case TRACK -> TRACK;
      case ALIAS -> ALIAS;
      case PROFILE -> PROFILE;
    };
  }

  private static ObjectMapper strict() {
    var mapper =
        JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    var textual = mapper.coercionConfigFor(LogicalType.Textual);
    for (var shape :
        List.of(CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float)) {
      textual.setCoercion(shape, CoercionAction.Fail);
    }
    for (var type : List.of(LogicalType.Map, LogicalType.POJO, LogicalType.Collection)) {
      mapper
          .coercionConfigFor(type)
          .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    }
    return mapper;
  }

  private static JsonSchema schema(Class<?> record) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schemaText(record));
  }

  /** The schema that the annotations of a record publish. */
  private static String schemaText(Class<?> record) {
    var properties = new StringJoiner(",", "{", "}");
    var required = new StringJoiner(",", "[", "]");
    for (var property : BeanIntrospection.getIntrospection(record).getBeanProperties()) {
      properties.add(member(property.getName(), propertyText(record, property)));
      if (property.hasAnnotation(NotNull.class) || property.hasAnnotation(NotBlank.class)) {
        required.add('"' + property.getName() + '"');
      }
    }
    return "{\"type\":\"object\",\"properties\":" + properties + ",\"required\":" + required + '}';
  }

  private static String propertyText(Class<?> record, BeanProperty<?, ?> property) {
    if (property.getType() == List.class) {
      return "{\"type\":\"array\",\"items\":" + schemaText(TrackBody.Event.class) + '}';
    }
    if (property.getType() == Map.class) {
      return "{\"type\":\"object\"}";
    }
    if (property.getType() == Long.class) {
      return "{\"type\":\"integer\",\"minimum\":%d,\"maximum\":%d}"
          .formatted(
              property.longValue(Min.class, "value").orElseThrow(),
              property.longValue(Max.class, "value").orElseThrow());
    }
    return stringText(record, property.getName());
  }

  private static String stringText(Class<?> record, String name) {
    var published =
        Arrays.stream(record.getRecordComponents())
            .filter(component -> component.getName().equals(name))
            .map(component -> component.getAccessor().getAnnotation(Schema.class))
            .findFirst()
            .orElseThrow();
    return "{\"type\":\"string\",\"minLength\":%d,\"maxLength\":%d,\"pattern\":\"%s\"}"
        .formatted(
            published.minLength(),
            published.maxLength(),
            published.pattern().replace("\\", "\\\\"));
  }
}
