package dev.inlet.access;

import dev.inlet.event.Call;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.MapFormat;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the keys of each source may be used for; all of it, unless something is said. */
@Context
final class Grants {
  static final Set<Call> ALL = Set.copyOf(EnumSet.allOf(Call.class));
  private static final String CALLS = ".calls";

  private final Map<String, Set<Call>> bySource = new HashMap<>();

  @Inject
  Grants(
      @Property(name = "inlet.limits") @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
          @Nullable Map<String, String> limits) {
    if (limits != null) {
      limits.forEach(this::read);
    }
  }

  private void read(String key, String text) {
    if (key.endsWith(CALLS)) {
      try {
        bySource.put(key.substring(0, key.length() - CALLS.length()), calls(text));
      } catch (IllegalArgumentException refused) {
        throw new IllegalArgumentException(
            "inlet.limits." + key + ": " + refused.getMessage(), refused);
      }
    }
  }

  /**
   * The calls that a text names.
   *
   * @throws IllegalArgumentException with a sentence that does not repeat the text
   */
  static Set<Call> calls(String text) {
    var calls = EnumSet.noneOf(Call.class);
    for (var name : text.split(",", -1)) {
      calls.add(
          Arrays.stream(Call.values())
              .filter(call -> call.type().equals(name.strip()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(wanted())));
    }
    return calls;
  }

  private static String wanted() {
    return Arrays.stream(Call.values())
        .map(Call::type)
        .collect(Collectors.joining(", ", "it can name ", ", with commas between them"));
  }

  Set<Call> of(String source) {
    return bySource.getOrDefault(source, ALL);
  }

  /**
   * Refuses to limit a source that is not there: a name written wrongly would leave the one that
   * was meant without its limit.
   */
  void refuseOthersThan(Collection<String> sources) {
    refuseOthersThan(sources, bySource.keySet(), CALLS);
  }

  static void refuseOthersThan(Collection<String> sources, Set<String> limited, String limit) {
    limited.stream()
        .filter(source -> !sources.contains(source))
        .findFirst()
        .ifPresent(source -> {
          throw new IllegalArgumentException(
              "inlet.limits." + source + limit + ": there is no key of this name");
        });
  }
}
