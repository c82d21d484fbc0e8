package dev.inlet.event;

import io.micronaut.core.beans.BeanIntrospection;
import java.util.Arrays;

/**
 * The members that an object may have, from the record that declares them, in its order.
 *
 * <p>The records' introspection is read once, when this class is initialised.
 */
final class Shape {
  static final Shape TRACK = of(TrackBody.class);
  static final Shape EVENT = of(TrackBody.Event.class);
  static final Shape ALIAS = of(AliasBody.class);
  static final Shape PROFILE = of(ProfileBody.class);

  /** Where events, aliases and profiles have their {@code messageId}, after what they must have. */
  static final int MESSAGE_ID = 3;

  /** Where {@link #TRACK} has the user. */
  static final int USER_ID = 0;

  private final Field[] fields;

  private Shape(Field[] fields) {
    this.fields = fields;
  }

  private static Shape of(Class<?> record) {
    var introspection = BeanIntrospection.getIntrospection(record);
    return new Shape(
        Arrays.stream(introspection.getConstructorArguments())
            .map(argument -> Field.of(introspection.getProperty(argument.getName()).orElseThrow()))
            .toArray(Field[]::new));
  }

  /** The shape of the body of a call. */
  static Shape of(Call call) {
    return switch (call) {
      case TRACK -> TRACK;
      case ALIAS -> ALIAS;
      case PROFILE -> PROFILE;
    };
  }

  int count() {
    return fields.length;
  }

  Field field(int slot) {
    return fields[slot];
  }

  /** Which field has the last of the names; -1 when none has. */
  int slot(Names names) {
    int length = names.lastLength();
    for (int slot = 0; slot < fields.length; slot++) {
      var name = fields[slot].nameBytes;
      if (name.length == length && names.lastIs(name)) {
        return slot;
      }
    }
    return -1;
  }
}
