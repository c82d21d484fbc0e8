package dev.inlet.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.event.Secrets;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.MapFormat;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The write keys, each with the name of the source that it stands for. None means that whoever
 * reaches the server may write.
 *
 * <p>Those of the file change with it, all at once.
 */
@Context
public final class Keys {
  private static final String PREFIX = "inlet.keys.";
  private static final Owner ANYBODY = new Owner.Known(null, Grants.ALL);
  private static final Owner NOBODY = new Owner.Unknown();

  private final Grants grants;
  private final List<Key> fixed;
  private final @Nullable KeyWatch watch;
  private volatile KeyTable table = KeyTable.empty();

  @Inject
  Keys(
      @Property(name = "inlet.keys") @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
          @Nullable Map<String, String> keys,
      @Property(name = "inlet.key-file") @Nullable Path file,
      Grants grants,
      Rates rates) {
    this.grants = grants;
    this.fixed = keys == null ? List.of() : ofSettings(keys, grants);
    this.table = table.with(fixed);
    try {
      this.watch = file == null ? null : new KeyWatch(file, this::take);
    } catch (KeyFile.Unusable unusable) {
      throw new IllegalArgumentException("inlet.key-file: " + unusable.getMessage(), unusable);
    }
    if (watch == null) {
      var sources = fixed.stream().map(Key::source).toList();
      grants.refuseOthersThan(sources);
      rates.refuseOthersThan(sources);
    }
  }

  private static List<Key> ofSettings(Map<String, String> settings, Grants grants) {
    var keys = new ArrayList<Key>();
    settings.forEach((source, list) -> {
      for (var text : list.split(",", -1)) {
        try {
          keys.add(new Key(source, text.strip(), grants.of(source)));
        } catch (IllegalArgumentException refused) {
          throw new IllegalArgumentException(PREFIX + source + ": " + refused.getMessage());
        }
      }
    });
    KeyTable.twice(keys)
        .ifPresent(key -> {
          throw new IllegalArgumentException(
              PREFIX + key.source() + ": one of its keys is there twice");
        });
    return keys;
  }

  private void take(String text) throws KeyFile.Unusable {
    var all = new ArrayList<>(fixed);
    all.addAll(KeyFile.keys(text, grants));
    if (KeyTable.twice(all).isPresent()) {
      throw new KeyFile.Unusable("a key is there twice, in the file or also in the environment");
    }
    table = table.with(all);
  }

  @PostConstruct
  void start() {
    if (watch != null) {
      watch.start();
    }
  }

  public boolean configured() {
    return !table.isEmpty();
  }

  /** Who has this key. Takes the same time for every text of the same length. */
  public Owner owner(@Nullable String presented) {
    var current = table;
    if (current.isEmpty()) {
      return ANYBODY;
    }
    return presented == null ? NOBODY : current.owner(presented.getBytes(UTF_8));
  }

  /** The keys themselves, so that they can be blanked in what is kept. */
  public Secrets secrets() {
    return table.secrets();
  }

  /** Why the file of keys, as it is now, does not count; null when it does, or there is none. */
  public @Nullable String trouble() {
    return watch == null ? null : watch.trouble();
  }

  @PreDestroy
  void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
