package dev.inlet.lake;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries of people who may ask anything: within bounds, and with the place of what is
 * wrong. For one thread.
 */
final class Answering {
  private static final String WHAT_IS_WRONG =
      """
      select json_extract_string(j, '$.exception_type'),
        json_extract_string(j, '$.exception_message'),
        coalesce(try_cast(json_extract_string(j, '$.position') as integer), -1)
      from (select cast(? as json) as j)\
      """;

  private final LakeReading reading;
  private final QueryBounds bounds;

  Answering(LakeReading reading, QueryBounds bounds) {
    this.reading = reading;
    this.bounds = bounds;
  }

  /** Answers one question after the other, until nobody asks any more. */
  void run(DataInputStream questions, DataOutputStream answers) throws IOException {
    for (var sql = AnswerFrames.question(questions);
        sql.isPresent();
        sql = AnswerFrames.question(questions)) {
      AnswerFrames.put(answers, answer(sql.get()));
    }
  }

  Answer answer(String sql) {
    try {
      reading.refresh();
      reading.refuseWrites(sql);
      return rows(sql);
    } catch (QueryRefused refused) {
      return new Answer.Refused(String.valueOf(refused.getMessage()), refused.position());
    } catch (SQLTimeoutException late) {
      return new Answer.TooLong(bounds.timeMax());
    } catch (SQLException e) {
      return refusal(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Answer.Failed(String.valueOf(e.getMessage()));
    }
  }

  /** The engine takes the text as that of one query, of which only so many rows are wanted. */
  private Answer rows(String sql) throws SQLException {
    long begin = System.nanoTime();
    var bounded = "from query(%s) limit %d".formatted(Sql.quoted(sql), bounds.rowsMax() + 1);
    try (var statement = reading.connection().createStatement()) {
      statement.setQueryTimeout((int) bounds.timeMax().toSeconds());
      try (var rows = statement.executeQuery(bounded)) {
        var grid = new Grid(bounds.rowsMax(), bounds.charactersMax()).of(rows);
        return new Answer.Rows(grid.json((System.nanoTime() - begin) / 1_000_000));
      }
    }
  }

  /** Errors are told as JSON, or as text when something before the engine found them. */
  private Answer refusal(String told) {
    try (var statement = reading.connection().prepareStatement(WHAT_IS_WRONG)) {
      statement.setString(1, told);
      try (var row = statement.executeQuery()) {
        row.next();
        return new Answer.Refused(words(row.getString(1), row.getString(2), told), row.getInt(3));
      }
    } catch (SQLException noJson) {
      return new Answer.Refused(told.strip(), Answer.NOWHERE);
    }
  }

  private static String words(@Nullable String kind, @Nullable String message, String told) {
    if (message == null) {
      return told.strip();
    }
    return "Permission".equals(kind)
        ? message.strip() + ". A query reaches nothing but the tables."
        : message.strip();
  }
}
