package dev.inlet.lake;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.expressions.Expressions;

/**
 * Finds all ids of a person.
 *
 * <p>Of each id the latest link counts, as it does for {@link Identities}. Chains that end at the
 * same person are those that such links hold together, in whichever direction: so the dropped link
 * of a cycle makes no difference, as both of its ends are held together by the others.
 */
final class Relatives {
  private static final String LATEST = "relatives_latest";
  private static final String EVER = "relatives_ever";

  private final Engine engine;

  Relatives(Engine engine) {
    this.engine = engine;
  }

  /**
   * Puts links where they are looked for.
   *
   * @param calls the table of calls that were built
   * @param lines raw lines of further ones, in a file
   */
  void read(LakeTable calls, Path lines) throws SQLException {
    var model = Model.ALIAS_CALLS;
    var raw = RawStream.EVENTS;
    engine.make(
        raw.table(),
        """
        select %s, '' as source_filename from read_json(%s, format = 'newline_delimited',
          ignore_errors = true, columns = %s) where %s\
        """
            .formatted(raw.columns(), Sql.quoted(lines.toString()), raw.types(), raw.isRecord()));
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
                model.fullName(),
                model.columnList(),
                Stored.select(model, calls.tasks(Expressions.alwaysTrue())),
                Tables.made(model)));
    edges(LATEST, "(" + Sql.resource("identities/links") + ")");
    edges(EVER, "(select * from %s where user_id <> linked_to)".formatted(model.fullName()));
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
   * @param ever whether older links hold ids together, too
   */
  Set<String> of(String id, boolean ever) throws SQLException {
    return ids(
        """
        with recursive found(user_id) as (
          select %s
          union
          select e.there from found inner join %s as e on e.here = found.user_id)
        select user_id from found\
        """
            .formatted(Sql.quoted(id), ever ? EVER : LATEST));
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
