package dev.inlet.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.RawObjects;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows a record from the raw object that it came in to the person that it counts for. */
final class Trace {
  /** The name that Inlet gives to an object; Firehose gives others. */
  private static final Pattern CUT =
      Pattern.compile(".*/(?<spool>[^/]+)-(?<first>\\d+)-(?<last>\\d+)\\.json(\\.gz|\\.zst)?");

  private final RawObjects raw;
  private final PrintWriter out;

  Trace(RawObjects raw, PrintWriter out) {
    this.raw = raw;
    this.out = out;
  }

  /** Writes all that is known of the records that have this id; returns how many they are. */
  int run(Engine engine, String id) throws SQLException {
    var traced =
        """
        select r.*, coalesce(r.person_id, i.person_id, r.user_id) as person
        from (%s) as r left join processed.identities as i on i.user_id = r.user_id
        order by received_at\
        """
            .formatted(records(Sql.quoted(id)));
    int found = engine.list(traced, row -> write(row, id)).size();
    out.flush();
    return found;
  }

  private static String records(String id) {
    return """
    select 'processed.events' as relation, id, source, received_at, source_filename,
      user_id, person_id, 'event_date ' || event_date || ', event_name ' || event_name as row
    from processed.events where id = %1$s
    union all
    select 'processed.alias_calls', id, source, received_at, source_filename,
      user_id, null, 'linked_to ' || linked_to
    from processed.alias_calls where id = %1$s
    union all
    select 'processed.profile_calls', id, source, received_at, source_filename,
      user_id, null, 'updated_at ' || updated_at
    from processed.profile_calls where id = %1$s
    union all
    select 'processed.rejected', id, source, received_at, source_filename,
      null, null, 'code ' || code || ', pointer ' || pointer
    from processed.rejected where id = %1$s\
    """
        .formatted(id);
  }

  private boolean write(ResultSet row, String id) throws SQLException {
    String source = row.getString("source");
    var key = row.getString("source_filename");
    line("record", id + (source == null ? "" : " of " + source));
    line("received", row.getString("received_at"));
    line("raw object", key + ", " + place(key, id));
    var cut = CUT.matcher(key);
    line(
        "batch",
        cut.matches()
            ? "sequences %s to %s of spool %s"
                .formatted(cut.group("first"), cut.group("last"), cut.group("spool"))
            : "named by who delivered it");
    line("row", row.getString("relation") + ", " + row.getString("row"));
    String person = row.getString("person");
    if (person != null) {
      line("person", person + ", sent as " + row.getString("user_id"));
    }
    out.println();
    return true;
  }

  /** The line that it is in: a record of ours begins with its id. */
  private String place(String key, String id) {
    var start = "{\"id\":" + JsonText.quoted(id) + ",";
    try (var in = new BufferedInputStream(raw.read(key));
        var lines =
            new BufferedReader(new InputStreamReader(Compression.ofKey(key).from(in), UTF_8))) {
      int number = 1;
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(start)) {
          return "line " + number;
        }
        number++;
      }
      return "in which it is not found";
    } catch (IOException e) {
      return "which can't be read: " + e.getMessage();
    }
  }

  private void line(String name, @Nullable String text) {
    out.printf("%-11s %s%n", name, text);
  }
}
