package dev.inlet.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.MapFormat;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The write keys, each with the name of the source that it stands for. None means that whoever
 * reaches the server may write.
 */
@Context
final class Keys {
  @SuppressWarnings("ArrayRecordComponent")
  private record Key(String source, byte[] bytes) {}

  /** Whose request it is. */
  sealed interface Owner {
    /** The name of the key; null when no keys are configured. */
    record Known(@Nullable String source) implements Owner {}

    record Unknown() implements Owner {}
  }

  private static final Owner ANYBODY = new Owner.Known(null);
  private static final Owner NOBODY = new Owner.Unknown();

  private final List<Key> keys = new ArrayList<>();

  @Inject
  Keys(
      @Property(name = "inlet.keys") @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
          @Nullable Map<String, String> keys) {
    if (keys != null) {
      keys.forEach((source, key) -> this.keys.add(new Key(source, key.getBytes(UTF_8))));
    }
  }

  boolean configured() {
    return !keys.isEmpty();
  }

  /** Who has this key. Takes the same time for every key of the same length. */
  Owner owner(@Nullable String presented) {
    if (keys.isEmpty()) {
      return ANYBODY;
    }
    if (presented == null) {
      return NOBODY;
    }
    var bytes = presented.getBytes(UTF_8);
    Owner owner = NOBODY;
    for (var key : keys) {
      if (MessageDigest.isEqual(key.bytes(), bytes)) {
        owner = new Owner.Known(key.source());
      }
    }
    return owner;
  }

  /** The keys themselves, so that they can be blanked in what is kept. */
  List<byte[]> secrets() {
    return keys.stream().map(Key::bytes).toList();
  }
}
