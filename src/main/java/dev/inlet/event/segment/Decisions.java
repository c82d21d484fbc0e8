package dev.inlet.event.segment;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was found out of each event: what its records will be made of. */
final class Decisions {
  /** The client gave no time. */
  static final long NO_TIME = -1;

  private @Nullable Kind[] kinds = new Kind[32];
  private @Nullable Member[] users = new Member[32];
  private @Nullable Member[] origins = new Member[32];
  private @Nullable Member[] timeMembers = new Member[32];
  private long[] times = new long[32];
  private int rows;

  void clear() {
    rows = 0;
  }

  /** Begins the row of the next event, of which nothing is known. */
  void addRow() {
    if (rows == kinds.length) {
      kinds = Arrays.copyOf(kinds, rows * 2);
      users = Arrays.copyOf(users, rows * 2);
      origins = Arrays.copyOf(origins, rows * 2);
      timeMembers = Arrays.copyOf(timeMembers, rows * 2);
      times = Arrays.copyOf(times, rows * 2);
    }
    kinds[rows] = null;
    users[rows] = null;
    origins[rows] = null;
    timeMembers[rows] = null;
    times[rows] = NO_TIME;
    rows++;
  }

  void kind(int row, Kind kind) {
    kinds[row] = kind;
  }

  Kind kind(int row) {
    return Objects.requireNonNull(kinds[row]);
  }

  /** The member that says whose event it is. */
  void user(int row, Member member) {
    users[row] = member;
  }

  Member user(int row) {
    return Objects.requireNonNull(users[row]);
  }

  /** The member that says by which other id the same person was known. */
  void origin(int row, Member member) {
    origins[row] = member;
  }

  /** That member; null when there is none, or it says the same id. */
  @Nullable Member origin(int row) {
    return origins[row];
  }

  /** The two ids are not to be linked. */
  void forgetOrigin(int row) {
    origins[row] = null;
  }

  /** The time that the client gave, and the member that it did by. */
  void time(int row, Member member, long time) {
    timeMembers[row] = member;
    times[row] = time;
  }

  long time(int row) {
    return times[row];
  }

  /** The set of the member that has the time; empty when none has. */
  int timeMember(int row) {
    var member = timeMembers[row];
    return member == null ? 0 : member.bit();
  }

  /** How many records the event becomes: an alias of an id to itself says nothing. */
  int records(int row) {
    int links = origins[row] == null ? 0 : 1;
    return switch (kind(row)) {
      case TRACK, PAGE, SCREEN, GROUP -> 1;
      case IDENTIFY -> 1 + links;
      case ALIAS -> links;
    };
  }
}
