package dev.inlet.lake;

import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what is to leave the tables. */
public interface Erasure {
  /** What of this id was received before then goes, in milliseconds of the epoch; 0 for nothing. */
  long untilMillis(String id);

  /**
   * Whether what was refused goes.
   *
   * @param body null when it is in the raw object only
   */
  boolean isRefusalErased(String id, long receivedAtMillis, @Nullable String body);

  /** What other persons' JSON becomes; the same when it says nothing of those who go. */
  String without(String json, long receivedAtMillis);

  /**
   * Lines that the tables have read, and that have the id of a record that goes: now that it is
   * gone, one of them is the first.
   */
  RawObjects again(Set<String> recordIds) throws IOException;

  /** Ids that others' JSON is searched for; when there are none, all of it is looked at. */
  Collection<String> ids();
}
