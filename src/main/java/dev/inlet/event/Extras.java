package dev.inlet.event;

import java.util.Arrays;

/** Members that no record declares: where in the compact text they are, with their names. */
final class Extras {
  private static final int NONE = -1;
  private static final int CELLS = 5;

  private int[] cells = new int[CELLS * 16];
  private int count;

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /**
   * Adds a member.
   *
   * @param start where the quote before its name is
   * @param end where its value ends
   * @param nameStart where {@link Names} has its name
   */
  void add(int start, int end, int nameStart, int nameLength) {
    int from = count * CELLS;
    if (from == cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    cells[from] = start;
    cells[from + 1] = end;
    cells[from + 2] = nameStart;
    cells[from + 3] = nameLength;
    cells[from + 4] = NONE;
    count++;
  }

  int start(int extra) {
    return cells[extra * CELLS];
  }

  int end(int extra) {
    return cells[extra * CELLS + 1];
  }

  int length(int extra) {
    return end(extra) - start(extra);
  }

  /** Which extra of the body this one of an event hides; negative when none. */
  int hides(int extra) {
    return cells[extra * CELLS + 4];
  }

  /** Finds which extras of the body the ones here have the names of, and so hide. */
  void hide(Extras ofBody, Names names) {
    if (count == 0 || ofBody.count == 0) {
      return;
    }
    names.open(1);
    for (int i = 0; i < ofBody.count; i++) {
      names.add(1, ofBody.cells[i * CELLS + 2], ofBody.cells[i * CELLS + 3]);
    }
    for (int i = 0; i < count; i++) {
      cells[i * CELLS + 4] = names.indexOf(1, cells[i * CELLS + 2], cells[i * CELLS + 3]);
    }
    names.close(1);
  }
}
