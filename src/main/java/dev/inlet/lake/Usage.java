package dev.inlet.lake;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * What persons do: their features and sessions.
 *
 * <p>Of whom events only came, the stored rows of features add up with those of the new events, and
 * only sessions that these reach are made again, of the events in them. Of whom events went or
 * moved, all is made again. Sessions say on which days a person's events are, as an event's day is
 * that of its moment; so only the files of these days are opened, however long history is.
 *
 * <pre>
 * turned   the persons of whom events went or moved
 * parts    the rows of aggregated.feature_usage that the new events of all others would be
 * reaches  the rows of aggregated.sessions that all new events would be
 * near     the stored sessions of those who turned, and those that the new events may reach
 * windows  whose events, from when to when, sessions are made of again
 * </pre>
 */
final class Usage {
  private static final String MOMENT =
      "case when event_date = cast(occurred_at as date) then occurred_at else received_at end";

  private static final String HAS_TURNED = "person_id in (select person_id from turned)";

  private final Engine engine;
  private final Tables tables;

  Usage(Engine engine, Tables tables) {
    this.engine = engine;
    this.tables = tables;
  }

  /**
   * Looks at the events that come and go, before they are written.
   *
   * @param again the stored events that new ones take the place of
   */
  void add(String again) throws SQLException {
    engine.make(
        "turned",
        """
        select person_id from %s
        union select person_id from moved_events
        union select old_person from moved_events
        union select person_id from erased_events\
        """
            .formatted(again));
    tables.offer(Model.EVENTS, Tables.made(Model.EVENTS), "not " + HAS_TURNED);
    keep(Model.FEATURE_USAGE, "parts");
    tables.offer(Model.EVENTS, Tables.made(Model.EVENTS), "true");
    keep(Model.SESSIONS, "reaches");
  }

  private void keep(Model model, String name) throws SQLException {
    tables.make(model);
    engine.make(name, "from " + Tables.made(model));
    engine.drop(Tables.made(model));
  }

  /** Puts what all events say in the place of what was stored, when they are written. */
  void replace() throws IOException, SQLException {
    features();
    sessions();
    tables.look(Model.EVENTS);
  }

  private void features() throws IOException, SQLException {
    tables.lookAtDays(
        days(
            "(select person_id, started_at, ended_at from stored.sessions"
                + " union all select person_id, started_at, ended_at from reaches) where "
                + HAS_TURNED));
    tables.offer(Model.EVENTS, HAS_TURNED);
    tables.make(Model.FEATURE_USAGE);
    var isPart =
        """
        exists (
          select 1 from parts
          where parts.person_id = feature_usage.person_id
            and parts.event_name = feature_usage.event_name)\
        """;
    engine.run(
        """
        insert into made.feature_usage
        select person_id, event_name, min(first_at), max(last_at), cast(sum(events) as bigint)
        from (
          from parts
          union all
          select %s from stored.feature_usage where %s)
        group by person_id, event_name\
        """
            .formatted(Model.FEATURE_USAGE.columnList(), isPart));
    tables.replace(Model.FEATURE_USAGE, "%s or %s".formatted(HAS_TURNED, isPart));
    engine.drop("parts");
  }

  /** An hour is more than the silence that ends a session: what is near for nothing stays. */
  private void sessions() throws IOException, SQLException {
    engine.make(
        "near",
        """
        select * from stored.sessions as s
        where %s or exists (
          select 1 from reaches as r
          where r.person_id = s.person_id
            and r.started_at <= s.ended_at + interval '1' hour
            and r.ended_at >= s.started_at - interval '1' hour)\
        """
            .formatted(HAS_TURNED));
    engine.make(
        "windows",
        """
        select person_id, timestamp '0001-01-01' as since, timestamp '9999-12-31' as until
        from turned
        union all
        select person_id, started_at, ended_at from near where not %1$s
        union all
        select person_id, started_at, ended_at from reaches
        where person_id in (select person_id from near) and not %1$s\
        """
            .formatted(HAS_TURNED));
    tables.lookAtDays(
        days(
            "(select person_id, started_at, ended_at from near"
                + " union all select person_id, started_at, ended_at from reaches)"
                + " where person_id in (select person_id from windows)"));
    tables.offer(
        Model.EVENTS,
        """
        exists (
          select 1 from windows
          where windows.person_id = events.person_id
            and %s between windows.since and windows.until)\
        """
            .formatted(MOMENT));
    tables.make(Model.SESSIONS);
    engine.run(
        """
        insert into made.sessions
        select * from reaches where person_id not in (select person_id from windows)\
        """);
    tables.replace(
        Model.SESSIONS,
        """
        (%s, %s) in (select (%s, %s) from near)\
        """
            .formatted(Stored.FILE, Stored.POSITION, Stored.FILE, Stored.POSITION));
    engine.drop("near");
    engine.drop("reaches");
  }

  /** The days of these sessions. */
  List<String> days(String sessions) throws SQLException {
    return engine.list(
        """
        select distinct cast(unnest(
          generate_series(cast(started_at as date), cast(ended_at as date), interval '1' day)) as date)
        from %s\
        """
            .formatted("(select started_at, ended_at from " + sessions + ")"),
        row -> row.getString(1));
  }
}
