package dev.inlet.event;

import io.micronaut.core.beans.BeanProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A member that a body record declares, with its constraints. */
final class Field {
  /** What the member must be, and what to say when it is not. */
  enum Kind {
    TEXT("Send a JSON string."),
    KEY("Send a JSON string."),
    OBJECT("Send a JSON object."),
    INTEGER("Send an integer in digits only: no quotes, no sign, no fraction, no exponent."),
    EVENTS("Send a JSON array of events.");

    private final String wanted;

    Kind(String wanted) {
      this.wanted = wanted;
    }

    String wanted() {
      return wanted;
    }
  }

  final String name;
  final byte[] nameBytes;

  /** What comes before its value in a record. */
  final byte[] prefix;

  final Kind kind;
  final boolean required;
  final int charactersMax;
  final long min;
  final long max;

  private Field(BeanProperty<?, ?> property) {
    name = property.getName();
    nameBytes = name.getBytes(StandardCharsets.UTF_8);
    prefix = Output.ascii(",\"" + name + "\":");
    kind = kind(property);
    required = property.hasAnnotation(NotNull.class) || property.hasAnnotation(NotBlank.class);
    charactersMax = property.intValue(Characters.class, "max").orElse(Integer.MAX_VALUE);
    min = property.longValue(Min.class, "value").orElse(Long.MIN_VALUE);
    max = property.longValue(Max.class, "value").orElse(Long.MAX_VALUE);
  }

  static Field of(BeanProperty<?, ?> property) {
    return new Field(property);
  }

  private static Kind kind(BeanProperty<?, ?> property) {
    var type = property.getType();
    if (type == String.class) {
      return property.hasAnnotation(Characters.class) ? Kind.TEXT : Kind.KEY;
    }
    if (type == Long.class) {
      return Kind.INTEGER;
    }
    if (type == Map.class) {
      return Kind.OBJECT;
    }
    if (type == List.class) {
      return Kind.EVENTS;
    }
    throw new IllegalStateException("no way to read " + property);
  }
}
