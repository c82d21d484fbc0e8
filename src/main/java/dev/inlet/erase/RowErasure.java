package dev.inlet.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.delivery.LineHash;
import dev.inlet.delivery.RawObjects;
import dev.inlet.lake.Erasure;
import dev.inlet.lake.LakeErasing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of rows what the {@link Rule} says of the lines that they came from. */
final class RowErasure implements Erasure {
  private final Tombstones tombstones;
  private final Rule rule;
  private final Sieve.Erased erased;
  private final Collection<String> ids;
  private final RawObjects raw;
  private final LakeErasing tables;
  private final Survivors survivors;

  /**
   * @param survivors none yet
   */
  RowErasure(
      Tombstones tombstones,
      Rule rule,
      Sieve.Erased erased,
      Collection<String> ids,
      RawObjects raw,
      LakeErasing tables,
      Survivors survivors) {
    this.tombstones = tombstones;
    this.rule = rule;
    this.erased = erased;
    this.ids = ids;
    this.raw = raw;
    this.tables = tables;
    this.survivors = survivors;
  }

  @Override
  public long untilMillis(String id) {
    return tombstones.untilMillis(id);
  }

  @Override
  public boolean isRefusalErased(String id, long receivedAtMillis, @Nullable String body) {
    var bytes = ByteBuffer.wrap(id.getBytes(UTF_8)).order(ByteOrder.LITTLE_ENDIAN);
    long hash = LineHash.of(LineHash.ofId(bytes, 0, bytes.limit()), receivedAtMillis);
    return erased.records().contains(hash)
        || (body != null && rule.isIn(body.getBytes(UTF_8), receivedAtMillis));
  }

  @Override
  public String without(String json, long receivedAtMillis) {
    return rule.without(json, receivedAtMillis);
  }

  @Override
  public RawObjects again(Set<String> recordIds) throws IOException {
    survivors.find(raw, tables.seen(), recordIds);
    return survivors;
  }

  @Override
  public Collection<String> ids() {
    return ids;
  }
}
