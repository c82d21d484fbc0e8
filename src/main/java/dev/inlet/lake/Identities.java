package dev.inlet.lake;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Follows the links between ids to the persons that they are.
 *
 * <p>Whoever is linked to each other, directly or not, has the same person, unless links were
 * refused. So a new link concerns the persons at both of its ends, those whom refused links keep
 * apart from them, and all of their ids, and nobody else: only these are followed again.
 */
final class Identities {
  /** The ids that a build looks at again: each of them, their persons, and all ids of these. */
  static final String SCOPE = "scope_ids";

  /** The ids that have another person than before: {@code user_id, old_person, new_person}. */
  static final String MOVED = "moved_ids";

  /** The reports of links that there were not before. */
  static final String NEW_REPORTS = "new_reports";

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
   * @param refusesMerges whether links count that make one person of several with a profile
   */
  void follow(String ids, boolean refusesMerges) throws IOException, SQLException {
    scope(ids);
    tables.offer(Model.ALIAS_CALLS, inScope("user_id"));
    tables.offer(Model.PROFILE_CALLS, inScope("user_id"));
    var chains = new Chains(engine);
    chains.follow();
    tables.make(Model.LINK_REPORTS);
    if (refusesMerges) {
      chains.refuseMerges();
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
    tables.replace(Model.LINK_REPORTS, inScope("user_id"));
    engine.drop(NEW_REPORTS);
    engine.run("alter table fresh rename to " + NEW_REPORTS);
  }

  static String inScope(String column) {
    return column + " in (select user_id from " + SCOPE + ")";
  }

  private void scope(String ids) throws SQLException {
    engine.make("identities.named_ids", "select distinct user_id from (" + ids + ")");
    tables.offer(Model.ALIAS_CALLS, "true");
    tables.offer(Model.IDENTITIES, "true");
    tables.offer(Model.LINK_REPORTS, "true");
    engine.make(SCOPE, Sql.resource("identities/scope"));
  }
}
