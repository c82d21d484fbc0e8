package dev.inlet.event;

import java.util.Arrays;

/**
 * The names of the objects that are open, compared after unescaping.
 *
 * <p>They lie on one stack. The few names of a small object are compared by their hashes, one after
 * the other; from the ninth on an object has entries in a hash table that all objects share, so any
 * number of names costs linear time. Equal hashes are settled by comparing bytes.
 */
public final class Names {
  private static final long SPREAD = 0x9e3779b97f4a7c15L;
  private static final int SMALL = 8;
  private static final int TABLE_LENGTH_MIN = 256;

  /** It leaves as many again for one body, which has fewer bytes. */
  private static final int SERIALS_MAX = Integer.MAX_VALUE / 2;

  private byte[] body = new byte[0];
  private byte[] plain = new byte[256];
  private int plainLength;

  private int[] starts = new int[64];
  private int[] lengths = new int[64];
  private int[] hashes = new int[64];
  private int top;

  private final int[] bases = new int[Path.LEVELS_MAX + 1];
  private final int[] serials = new int[Path.LEVELS_MAX + 1];
  private int lastSerial;

  /** The last serial of the bodies before: their entries are none of this one. */
  private int oldSerial;

  /** An entry is the serial of its object and the hash of its name. */
  private long[] entries = new long[TABLE_LENGTH_MIN];

  private int[] entryNames = new int[TABLE_LENGTH_MIN];
  private int entryCount;

  /**
   * Forgets everything, for the names of this body. It takes no longer after one that had so many
   * names that the table became large.
   */
  void clear(byte[] newBody) {
    body = newBody;
    plainLength = 0;
    top = 0;
    entryCount = 0;
    if (lastSerial > SERIALS_MAX) {
      Arrays.fill(entries, 0);
      lastSerial = 0;
    }
    oldSerial = lastSerial;
  }

  /** Begins an object at this level. */
  public void open(int level) {
    bases[level] = top;
    serials[level] = 0;
  }

  /** Ends the object at this level. */
  public void close(int level) {
    top = bases[level];
  }

  /**
   * Adds a name with escapes to the object at this level.
   *
   * @return whether the object does not have it yet
   */
  boolean addEscaped(int level, int start, int end) {
    int plainStart = plainLength;
    unescape(new RawString(body, start, end));
    return add(level, ~plainStart, plainLength - plainStart);
  }

  /** Adds a name without escapes, or one of another object, as it was added there. */
  public boolean add(int level, int start, int length) {
    return add(level, start, length, hash(start, length));
  }

  /** Adds a name whose {@link NameHash} is known. */
  boolean add(int level, int start, int length, int hash) {
    int name = push(start, length, hash);
    int base = bases[level];
    if (name - base < SMALL) {
      for (int i = base; i < name; i++) {
        if (hashes[i] == hashes[name] && same(i, name)) {
          return false;
        }
      }
      return true;
    }
    if (serials[level] == 0) {
      serials[level] = ++lastSerial;
      for (int i = base; i < name; i++) {
        enter(serials[level], i);
      }
    }
    return enter(serials[level], name) == name;
  }

  /** The place of the last name: in the body, or the complement of one in the unescaped names. */
  public int lastStart() {
    return starts[top - 1];
  }

  /** The length of the last name, unescaped. */
  public int lastLength() {
    return lengths[top - 1];
  }

  /** The {@link NameHash} of the last name. */
  int lastHash() {
    return hashes[top - 1];
  }

  /** Whether the last name is this one. */
  public boolean lastIs(byte[] name) {
    int start = starts[top - 1];
    int length = lengths[top - 1];
    int from = from(start);
    return length == name.length
        && Arrays.equals(text(start), from, from + length, name, 0, length);
  }

  /**
   * Which of the first names on the stack this one equals.
   *
   * @param level the object that all of the first names belong to
   * @return its index in that object; -1 when it has no such name
   */
  public int indexOf(int level, int start, int length) {
    int name = push(start, length, hash(start, length));
    int base = bases[level];
    if (serials[level] == 0) {
      serials[level] = ++lastSerial;
      for (int i = base; i < name; i++) {
        enter(serials[level], i);
      }
    }
    int found = entryNames[slot(serials[level], name)] - 1;
    top--;
    return found < 0 ? -1 : found - base;
  }

  private int hash(int start, int length) {
    return NameHash.of(text(start), from(start), length);
  }

  private int push(int start, int length, int hash) {
    if (top == starts.length) {
      starts = Arrays.copyOf(starts, top * 2);
      lengths = Arrays.copyOf(lengths, top * 2);
      hashes = Arrays.copyOf(hashes, top * 2);
    }
    starts[top] = start;
    lengths[top] = length;
    hashes[top] = hash;
    return top++;
  }

  private byte[] text(int start) {
    return start < 0 ? plain : body;
  }

  private static int from(int start) {
    return start < 0 ? ~start : start;
  }

  private boolean same(int a, int b) {
    int fromA = from(starts[a]);
    int fromB = from(starts[b]);
    return Arrays.equals(
        text(starts[a]), fromA, fromA + lengths[a], text(starts[b]), fromB, fromB + lengths[b]);
  }

  /** Enters a name unless an equal one is there; the name that is there now. */
  private int enter(int serial, int name) {
    if (entryCount * 2 >= entries.length) {
      grow();
    }
    int slot = slot(serial, name);
    if (isFree(entries[slot])) {
      entries[slot] = entry(serial, name);
      entryNames[slot] = name + 1;
      entryCount++;
    }
    return entryNames[slot] - 1;
  }

  /** Where the table holds this name of this object, or would. */
  private int slot(int serial, int name) {
    long entry = entry(serial, name);
    int slot = home(entry);
    while (!isFree(entries[slot])) {
      if (entries[slot] == entry && same(entryNames[slot] - 1, name)) {
        return slot;
      }
      slot = (slot + 1) & (entries.length - 1);
    }
    entryNames[slot] = 0;
    return slot;
  }

  private boolean isFree(long entry) {
    return (int) (entry >>> 32) <= oldSerial;
  }

  private long entry(int serial, int name) {
    return ((long) serial << 32) | (hashes[name] & 0xffffffffL);
  }

  private int home(long entry) {
    return (int) ((entry * SPREAD) >>> (Long.numberOfLeadingZeros(entries.length) + 1));
  }

  private void grow() {
    long[] oldEntries = entries;
    int[] oldNames = entryNames;
    entries = new long[oldEntries.length * 2];
    entryNames = new int[oldNames.length * 2];
    for (int i = 0; i < oldEntries.length; i++) {
      if (!isFree(oldEntries[i])) {
        int slot = home(oldEntries[i]);
        while (!isFree(entries[slot])) {
          slot = (slot + 1) & (entries.length - 1);
        }
        entries[slot] = oldEntries[i];
        entryNames[slot] = oldNames[i];
      }
    }
  }

  private void unescape(RawString name) {
    while (name.hasNext()) {
      if (plainLength + 4 > plain.length) {
        plain = Arrays.copyOf(plain, plain.length * 2);
      }
      plainLength += encode(name.next(), plain, plainLength);
    }
  }

  /** Writes a character as UTF-8 does, half a surrogate pair like any other. */
  private static int encode(int character, byte[] to, int at) {
    if (character < 0x80) {
      to[at] = (byte) character;
      return 1;
    }
    int length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (int i = length - 1, rest = character; i > 0; i--, rest >>= 6) {
      to[at + i] = (byte) (0x80 | (rest & 0x3f));
    }
    to[at] = (byte) ((0xf00 >> length) | (character >> (6 * (length - 1))));
    return length;
  }
}
