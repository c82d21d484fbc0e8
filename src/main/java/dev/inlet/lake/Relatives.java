package dev.inlet.lake;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds all ids of a person.
 *
 * <p>Of each id the latest link counts, as it does for {@link Identities}. Chains that end at the
 * same person are those that such links hold together, in whichever direction: so the dropped link
 * of a cycle makes no difference, as both of its ends are held together by the others. When links
 * that merge profiles are refused, the chains of these ids are followed as a build does it.
 */
final class Relatives {
  private static final String LATEST = "relatives_latest";
  private static final String EVER = "relatives_ever";
  private static final String LINKED = "relatives_linked";

  private final Engine engine;

  Relatives(Engine engine) {
    this.engine = engine;
  }

  /**
   * Puts links and profiles where they are looked for.
   *
   * @param links the table of links that were built
   * @param profiles the table of calls for profiles that were built
   * @param lines raw lines of further ones, in a file
   */
  void read(LakeTable links, LakeTable profiles, Path lines) throws SQLException {
    var raw = RawStream.EVENTS;
    engine.make(
        raw.table(),
        """
        select %s, '' as source_filename from read_json(%s, format = 'newline_delimited',
          ignore_errors = true, columns = %s) where %s\
        """
            .formatted(raw.columns(), Sql.quoted(lines.toString()), raw.types(), raw.isRecord()));
    read(Model.ALIAS_CALLS, links);
    read(Model.PROFILE_CALLS, profiles);
    edges(LATEST, "(" + Sql.resource("identities/links") + ")");
    edges(EVER, "(select * from %s where user_id <> linked_to)".formatted(all(Model.ALIAS_CALLS)));
  }

  private void read(Model model, LakeTable calls) throws SQLException {
    engine.make(Tables.made(model), model.select());
    engine.run(
        """
        create or replace view %1$s as
        select %2$s from (
          select %2$s, row_number() over (
            partition by id, source order by received_at, source_filename) as place
          from (select %2$s from (%3$s) union all select %2$s from %4$s))
        where place = 1\
        """
            .formatted(
                all(model),
                model.columnList(),
                Stored.select(calls, calls.tasks()),
                Tables.made(model)));
    offer(model, "true");
  }

  private static String all(Model model) {
    return "relatives_" + model.table();
  }

  private void offer(Model model, String condition) throws SQLException {
    engine.run(
        "create or replace view %s as select * from %s where %s"
            .formatted(model.fullName(), all(model), condition));
  }

  private void edges(String name, String links) throws SQLException {
    engine.make("relatives_links", "select user_id, linked_to from " + links);
    engine.make(
        name,
        """
        select user_id as here, linked_to as there from relatives_links
        union select linked_to, user_id from relatives_links\
        """);
  }

  /**
   * Returns the ids of the person.
   *
   * @param refusesMerges whether links count that make one person of several with a profile
   */
  Set<String> of(String id, boolean refusesMerges) throws SQLException {
    return refusesMerges ? unmerged(id) : ids(linked(id, LATEST));
  }

  /** The ids that any link ever held together with this one, directly or not. */
  Set<String> everOf(String id) throws SQLException {
    return ids(linked(id, EVER));
  }

  private static String linked(String id, String edges) {
    return """
    with recursive found(user_id) as (
      select %s
      union
      select e.there from found inner join %s as e on e.here = found.user_id)
    select user_id from found\
    """
        .formatted(Sql.quoted(id), edges);
  }

  private Set<String> unmerged(String id) throws SQLException {
    engine.make(LINKED, linked(id, LATEST));
    var isLinked = "user_id in (select user_id from " + LINKED + ")";
    offer(Model.ALIAS_CALLS, isLinked);
    offer(Model.PROFILE_CALLS, isLinked);
    var chains = new Chains(engine);
    chains.follow();
    engine.make(Tables.made(Model.LINK_REPORTS), Model.LINK_REPORTS.select());
    chains.refuseMerges();
    return ids(
        """
        with persons as (
          select l.user_id, coalesce(c.person_id, l.user_id) as person_id
          from %s as l left join identities.chains as c on c.user_id = l.user_id)
        select user_id from persons
        where person_id = (select person_id from persons where user_id = %s)\
        """
            .formatted(LINKED, Sql.quoted(id)));
  }

  /** The ids that were linked to one of these once, and are another person's now. */
  Set<String> onceLinked(Set<String> ids) throws SQLException {
    var list = Sql.list(List.copyOf(ids));
    return ids(
        "select distinct there from %s where here in %s and there not in %s"
            .formatted(EVER, list, list));
  }

  private Set<String> ids(String sql) throws SQLException {
    var ids = new LinkedHashSet<String>();
    engine.each(sql, row -> ids.add(row.getString(1)));
    return ids;
  }
}
