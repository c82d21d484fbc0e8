package dev.inlet.lake;

import java.io.IOException;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes what follows from new raw lines, table by table.
 *
 * <p>A model says what all rows of its table are. A row of an aggregate depends on the events of
 * one person or of one day only, so a build offers to a model all that concerns the persons and
 * days that new lines touch, and puts what it makes in the place of the rows of these. What {@link
 * Usage} can tell without it is not read again. So a build of new lines and one of all lines are
 * the same text, and give the same rows.
 */
final class Build {

  private final Engine engine;
  private final Tables tables;
  private final Usage usage;
  private final Stage.Listener listener;
  private final Instant now;
  private final boolean weekHasTurned;
  private final Merging merging;
  private final List<String> keys = new ArrayList<>();
  private long lines;
  private long cycles;
  private long merges;
  private boolean isPastTouched;

  /**
   * @param now when it is; weeks that have ended by then count
   * @param weekHasTurned whether other weeks have ended than at the last build
   * @param merging what becomes of links that merge profiles
   */
  Build(
      Engine engine,
      Tables tables,
      Stage.Listener listener,
      Instant now,
      boolean weekHasTurned,
      Merging merging) {
    this.engine = engine;
    this.tables = tables;
    this.usage = new Usage(engine, tables);
    this.listener = listener;
    this.now = now;
    this.weekHasTurned = weekHasTurned;
    this.merging = merging;
  }

  /** What was read, by key, and what came of it. */
  record Output(List<String> keys, Built built) {}

  /** A pass finds the tables as the one before left them, in memory. */
  Output run(RawLines raw, List<Pass> passes) throws IOException, SQLException {
    engine.make("build", "select timestamp '%s' as built_at".formatted(text(now)));
    TableErasure.makeIfAbsent(engine);
    for (var pass : passes) {
      run(raw, pass);
    }
    if (isPastTouched || weekHasTurned) {
      listener.begins(Stage.RETENTION);
      retention();
    }
    listener.begins(Stage.COMPACT);
    Compaction.NOW_AND_THEN.run(tables);
    return new Output(
        keys, new Built(keys.size(), lines, raw.strangers(), raw.unreadable(), cycles, merges));
  }

  private void run(RawLines raw, Pass pass) throws IOException, SQLException {
    listener.begins(Stage.READ);
    keys.addAll(raw.read(RawStream.EVENTS, pass.events()));
    keys.addAll(raw.read(RawStream.REJECTED, pass.rejected()));
    lines += engine.count("raw.events") + engine.count("raw.rejected");

    listener.begins(Stage.CALLS);
    calls(Model.REJECTED);
    engine.drop("raw.rejected");
    calls(Model.ALIAS_CALLS);
    calls(Model.PROFILE_CALLS);

    listener.begins(Stage.IDENTITIES);
    identities();
    listener.begins(Stage.EVENTS);
    events();
    listener.begins(Stage.PROFILES);
    profiles();
    listener.begins(Stage.DAILY);
    daily();
    listener.begins(Stage.PERSONS);
    usage.replace();
    isPastTouched |= isPastTouched();
    cycles += engine.count(Identities.NEW_REPORTS + " where kind = 'cycle'");
    merges += engine.count(Identities.NEW_REPORTS + " where kind = 'merges-profiles'");
  }

  /** Keeps what was called, each once. */
  private void calls(Model model) throws IOException, SQLException {
    tables.make(model);
    tables.write(model, Tables.made(model), tables.keepFirst(model));
  }

  private void identities() throws IOException, SQLException {
    var ids =
        """
        select user_id from made.alias_calls union all select linked_to from made.alias_calls
        union all select user_id from again_alias_calls
        union all select linked_to from again_alias_calls
        union all select user_id from made.profile_calls
        union all select user_id from again_profile_calls
        union all select user_id from erased_links
        union all select user_id from stored.link_reports where %s and kind = 'merges-profiles'\
        """
            .formatted(merging.hasTurned());
    new Identities(engine, tables).follow(ids, merging.isRefused());
  }

  private void events() throws IOException, SQLException {
    tables.offer(Model.IDENTITIES, "user_id in (select user_id from raw.events)");
    tables.make(Model.EVENTS);
    engine.drop("raw.events");
    var again = tables.keepFirst(Model.EVENTS);
    move(again);
    touched(again);
    usage.add(again);
    var columns = Model.EVENTS.columnList();
    var gone =
        "(select %2$s, %3$s from %1$s union all select %2$s, %3$s from moved_events)"
            .formatted(again, Stored.FILE, Stored.POSITION);
    var rows =
        "(select %1$s from made.events union all select %1$s from moved_events)".formatted(columns);
    tables.write(Model.EVENTS, rows, gone);
    engine.drop("made.events");
    engine.drop("moved_events");
  }

  /**
   * The events of ids that have another person now, other than those that are replaced anyway. They
   * are on the days of that person's sessions.
   */
  private void move(String again) throws SQLException {
    var columns =
        Model.EVENTS
            .columnList()
            .replace("person_id", "ids.new_person as person_id")
            .replace("user_id", "events.user_id")
            .replace(Model.WRITTEN_AT, "build.built_at as " + Model.WRITTEN_AT);
    tables.lookAtDays(
        usage.days("stored.sessions where person_id in (select old_person from moved_ids)"));
    engine.make(
        "moved_events",
        """
        select %s, ids.old_person, events.%s, events.%s
        from stored.events as events
        inner join %s as ids on ids.user_id = events.user_id
        cross join build
        where not exists (
          select 1 from %s as again
          where again.stored_file = events.stored_file
            and again.stored_position = events.stored_position)\
        """
            .formatted(columns, Stored.FILE, Stored.POSITION, Identities.MOVED, again));
    tables.look(Model.EVENTS);
  }

  /** The days of which events came, went or moved. */
  private void touched(String again) throws SQLException {
    var days = "select event_date from ";
    engine.make(
        "touched",
        String.join(
            " union ",
            days + "made.events",
            days + again,
            days + "moved_events",
            days + "erased_events"));
  }

  private void profiles() throws IOException, SQLException {
    var inScope = Identities.inScope("user_id");
    tables.offer(Model.PROFILE_CALLS, inScope);
    tables.offer(Model.IDENTITIES, inScope);
    tables.make(Model.PROFILES);
    tables.replace(Model.PROFILES, Identities.inScope("person_id"));
  }

  /** Only the files of the days that were touched are opened. */
  private void daily() throws IOException, SQLException {
    var days =
        engine.list("select cast(event_date as varchar) from touched", row -> row.getString(1));
    if (!days.isEmpty()) {
      var touched = "event_date in (select event_date from touched)";
      tables.lookAtDays(days);
      tables.offer(Model.EVENTS, touched);
      tables.make(Model.DAILY_EVENTS);
      tables.replace(Model.DAILY_EVENTS, touched);
      tables.look(Model.EVENTS);
    }
  }

  /** What happens in the week that has not ended changes nothing of retention. */
  private boolean isPastTouched() throws SQLException {
    var monday =
        LocalDate.ofInstant(now, ZoneOffset.UTC)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return engine.count("touched where event_date < date '%s'".formatted(monday)) > 0;
  }

  private void retention() throws IOException, SQLException {
    tables.offer(Model.FEATURE_USAGE, "true");
    tables.offer(Model.SESSIONS, "true");
    for (var model : List.of(Model.RETENTION, Model.RETENTION_DRIVERS)) {
      tables.make(model);
      tables.replace(model, "true");
    }
  }

  private static String text(Instant instant) {
    return instant.toString().replace('T', ' ').replace("Z", "");
  }
}
