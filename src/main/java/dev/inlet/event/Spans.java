package dev.inlet.event;

import java.util.Arrays;

/** Where in the compact text objects and their members are: a row for each object. */
final class Spans {
  private static final int SLOTS = 5;
  private static final int WHOLE = 2 * SLOTS;
  private static final int EXTRAS = WHOLE + 2;
  private static final int ROW = EXTRAS + 1;
  private static final int ABSENT = -1;
  private static final int SPOILT = -2;

  private int[] cells = new int[ROW * 32];
  private int rows;

  private final Extras extras = new Extras();

  void clear() {
    rows = 0;
    extras.clear();
  }

  int rows() {
    return rows;
  }

  /** Begins a row whose object begins there. */
  int add(int start) {
    if ((rows + 1) * ROW > cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    int from = rows * ROW;
    Arrays.fill(cells, from, from + ROW, ABSENT);
    cells[from + WHOLE] = start;
    cells[from + EXTRAS] = extras.count();
    return rows++;
  }

  /** Ends the object of a row. */
  void finish(int row, int end) {
    cells[row * ROW + WHOLE + 1] = end;
  }

  int start(int row) {
    return cells[row * ROW + WHOLE];
  }

  int end(int row) {
    return cells[row * ROW + WHOLE + 1];
  }

  void member(int row, int slot, int start, int end) {
    cells[row * ROW + 2 * slot] = start;
    cells[row * ROW + 2 * slot + 1] = end;
  }

  /** The member is there, but must not be used. */
  void spoil(int row, int slot) {
    member(row, slot, SPOILT, SPOILT);
  }

  boolean has(int row, int slot) {
    return cells[row * ROW + 2 * slot] >= 0;
  }

  boolean isSpoilt(int row, int slot) {
    return cells[row * ROW + 2 * slot] == SPOILT;
  }

  int start(int row, int slot) {
    return cells[row * ROW + 2 * slot];
  }

  int end(int row, int slot) {
    return cells[row * ROW + 2 * slot + 1];
  }

  int length(int row, int slot) {
    return end(row, slot) - start(row, slot);
  }

  /** The unknown members of all rows; those of one row lie together. */
  Extras extras() {
    return extras;
  }

  int extrasFrom(int row) {
    return cells[row * ROW + EXTRAS];
  }

  int extrasTo(int row) {
    return row + 1 == rows ? extras.count() : cells[(row + 1) * ROW + EXTRAS];
  }
}
