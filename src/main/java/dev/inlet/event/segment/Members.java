package dev.inlet.event.segment;

import dev.inlet.event.Names;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of objects are, in their order: a row for each object, and in it a slot for
 * each {@link Member} that means something there.
 *
 * <p>Places are in the compact text, but for {@link #at}, which is in the body as it was sent.
 */
final class Members {
  private static final int NONE = -1;

  private static final int START = 0;
  private static final int VALUE = 1;
  private static final int END = 2;
  private static final int AT = 3;
  private static final int SLOT = 4;
  private static final int NAME_START = 5;
  private static final int NAME_LENGTH = 6;
  private static final int HIDES = 7;
  private static final int CELLS = 8;

  private static final int FROM = Member.COUNT;
  private static final int ROW_START = FROM + 1;
  private static final int ROW_END = ROW_START + 1;
  private static final int ROW = ROW_END + 1;

  private int[] cells = new int[CELLS * 64];
  private int count;
  private int[] slots = new int[ROW * 32];
  private int rows;

  void clear() {
    count = 0;
    rows = 0;
  }

  int rows() {
    return rows;
  }

  /** Begins a row, whose object begins there. */
  int addRow(int start) {
    if ((rows + 1) * ROW > slots.length) {
      slots = Arrays.copyOf(slots, slots.length * 2);
    }
    int from = rows * ROW;
    Arrays.fill(slots, from, from + ROW, NONE);
    slots[from + FROM] = count;
    slots[from + ROW_START] = start;
    return rows++;
  }

  /** Ends the object of a row. */
  void finishRow(int row, int end) {
    slots[row * ROW + ROW_END] = end;
  }

  int rowStart(int row) {
    return slots[row * ROW + ROW_START];
  }

  int rowEnd(int row) {
    return slots[row * ROW + ROW_END];
  }

  /**
   * Begins a member of the last row.
   *
   * @param start where the quote before its name is
   * @param slot which member it is; null for any other
   * @param names of which the last is its name
   */
  int add(int start, @Nullable Member slot, Names names) {
    int from = count * CELLS;
    if (from == cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    cells[from + START] = start;
    cells[from + SLOT] = slot == null ? NONE : slot.slot();
    cells[from + NAME_START] = names.lastStart();
    cells[from + NAME_LENGTH] = names.lastLength();
    cells[from + HIDES] = NONE;
    if (slot != null) {
      slots[(rows - 1) * ROW + slot.slot()] = count;
    }
    return count++;
  }

  /** Ends a member, with the place of its value. */
  void finish(int member, int value, int end, int at) {
    int from = member * CELLS;
    cells[from + VALUE] = value;
    cells[from + END] = end;
    cells[from + AT] = at;
  }

  /** The member of a row in a slot; negative when it is not there. */
  int in(int row, Member slot) {
    return slots[row * ROW + slot.slot()];
  }

  /** The first member of a row. */
  int from(int row) {
    return slots[row * ROW + FROM];
  }

  /** The first member that is behind those of a row. */
  int to(int row) {
    return row + 1 == rows ? count : slots[(row + 1) * ROW + FROM];
  }

  int start(int member) {
    return cells[member * CELLS + START];
  }

  int value(int member) {
    return cells[member * CELLS + VALUE];
  }

  int end(int member) {
    return cells[member * CELLS + END];
  }

  /** How long its value is. */
  int length(int member) {
    return end(member) - value(member);
  }

  /** Where in the body, as it was sent, its value begins. */
  int at(int member) {
    return cells[member * CELLS + AT];
  }

  /** The set of the one member that it is; empty for one that means nothing. */
  int bit(int member) {
    int slot = cells[member * CELLS + SLOT];
    return slot < 0 ? 0 : 1 << slot;
  }

  /** Which member of the object around it this one hides; negative when none. */
  int hides(int member) {
    return cells[member * CELLS + HIDES];
  }

  /** Finds which members of one object the ones here have the names of, and so hide. */
  void hide(Members ofOne, Names names) {
    if (ofOne.count == 0) {
      return;
    }
    names.open(1);
    for (int i = 0; i < ofOne.count; i++) {
      names.add(1, ofOne.cells[i * CELLS + NAME_START], ofOne.cells[i * CELLS + NAME_LENGTH]);
    }
    for (int i = 0; i < count; i++) {
      int from = i * CELLS;
      cells[from + HIDES] = names.indexOf(1, cells[from + NAME_START], cells[from + NAME_LENGTH]);
    }
    names.close(1);
  }
}
