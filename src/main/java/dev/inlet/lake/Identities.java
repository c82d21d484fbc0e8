package dev.inlet.lake;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Follows the links between ids to the persons that they are.
 *
 * <p>Whoever is linked to each other, directly or not, has the same person. So a new link concerns
 * the persons at both of its ends and all of their ids, and nobody else: only these are followed
 * again.
 */
final class Identities {
  /** The ids that a build looks at again: each of them, their persons, and all ids of these. */
  static final String SCOPE = "scope_ids";

  /** The ids that have another person than before: {@code user_id, old_person, new_person}. */
  static final String MOVED = "moved_ids";

  private static final String CHAINS = "identities.chains";
  private static final String CYCLES = "identities.cycles";

  private final Engine engine;
  private final Tables tables;

  Identities(Engine engine, Tables tables) {
    this.engine = engine;
    this.tables = tables;
  }

  /**
   * Follows the links of these ids again.
   *
   * @param ids a select of what new calls of {@code /alias} and {@code /profile} name
   */
  void follow(String ids) throws IOException, SQLException {
    scope(ids);
    tables.offer(Model.ALIAS_CALLS, "user_id in (select user_id from " + SCOPE + ")");
    engine.make(CHAINS, Sql.resource("identities/links"));
    engine.make(CYCLES, "select user_id, linked_to, linked_at from " + CHAINS + " where false");
    if (!jump()) {
      engine.make(CYCLES, Sql.resource("identities/cycles"));
      engine.make(
          CHAINS,
          """
          select user_id, linked_to, linked_at, age, linked_to as person_id, age as latest
          from %s where user_id not in (select user_id from %s)\
          """
              .formatted(CHAINS, CYCLES));
      if (!jump()) {
        throw new IllegalStateException("a cycle of links was not broken");
      }
    }
    tables.make(Model.IDENTITIES);
    engine.make(
        MOVED,
        """
        select s.user_id, coalesce(o.person_id, s.user_id) as old_person,
          coalesce(m.person_id, s.user_id) as new_person
        from %s as s
        left join stored.identities as o on o.user_id = s.user_id
        left join made.identities as m on m.user_id = s.user_id
        where old_person <> new_person\
        """
            .formatted(SCOPE));
    tables.replace(Model.IDENTITIES, inScope("user_id"));
  }

  static String inScope(String column) {
    return column + " in (select user_id from " + SCOPE + ")";
  }

  private void scope(String ids) throws SQLException {
    engine.make("identities.named_ids", "select distinct user_id from (" + ids + ")");
    tables.offer(Model.ALIAS_CALLS, "true");
    tables.offer(Model.IDENTITIES, "true");
    engine.make(SCOPE, Sql.resource("identities/scope"));
  }

  /** Makes chains longer until they all end; false when some go round in cycles. */
  private boolean jump() throws SQLException {
    long links = engine.count(CHAINS);
    for (long length = 1; ; length *= 2) {
      if (!leadOn()) {
        return true;
      }
      if (length > links) {
        return false;
      }
      engine.make(CHAINS, Sql.resource("identities/jump"));
    }
  }

  private boolean leadOn() throws SQLException {
    return engine.count(
            "%s as here semi join %s as further on further.user_id = here.person_id"
                .formatted(CHAINS, CHAINS))
        > 0;
  }
}
