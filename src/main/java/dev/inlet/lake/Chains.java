package dev.inlet.lake;

import java.sql.SQLException;

/**
 * Follows links to their ends, in {@code identities.chains}.
 *
 * <p>Of the calls that models are offered, only the latest link of each id counts. Those that close
 * a cycle are dropped, and are in {@code identities.cycles} then.
 */
final class Chains {
  private static final String CHAINS = "identities.chains";
  private static final String CYCLES = "identities.cycles";

  private final Engine engine;

  Chains(Engine engine) {
    this.engine = engine;
  }

  void follow() throws SQLException {
    engine.make(CHAINS, Sql.resource("identities/links"));
    engine.make(CYCLES, "select user_id, linked_to, linked_at from " + CHAINS + " where false");
    if (!jump()) {
      engine.make(CYCLES, Sql.resource("identities/cycles"));
      followWithout("select user_id from " + CYCLES);
    }
  }

  /** Follows them again, without those of which was made that they merge profiles. */
  void refuseMerges() throws SQLException {
    followWithout(
        "select user_id from %s where kind = 'merges-profiles'"
            .formatted(Tables.made(Model.LINK_REPORTS)));
  }

  private void followWithout(String ids) throws SQLException {
    engine.make(
        CHAINS,
        """
        select user_id, linked_to, linked_at, age, linked_to as person_id, age as latest
        from %s where user_id not in (%s)\
        """
            .formatted(CHAINS, ids));
    if (!jump()) {
      throw new IllegalStateException("a cycle of links was not broken");
    }
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
