package dev.inlet.event;

import org.jspecify.annotations.Nullable;

/** Where the reader is in the body: one step for each container that is open. */
public final class Path {
  /** How deep a body may be nested; its root is level 1. */
  static final int LEVELS_MAX = 64;

  private static final int CHARACTERS_MAX = 256;

  /** Of each step the place of its name in the body, or -1 and an index. */
  private final int[] starts = new int[LEVELS_MAX + 1];

  private final int[] ends = new int[LEVELS_MAX + 1];
  private int level;

  /** Is now at a member of the object at this level. */
  void name(int objectLevel, int start, int end) {
    level = objectLevel;
    starts[level] = start;
    ends[level] = end;
  }

  /** Is now at an element of the array at this level. */
  public void index(int arrayLevel, int index) {
    level = arrayLevel;
    starts[level] = -1;
    ends[level] = index;
  }

  /** Is now at the next element of the array at this level. */
  void next(int arrayLevel) {
    level = arrayLevel;
    ends[level]++;
  }

  /** Is now at the container of this level itself, or at the value that would open it. */
  public void at(int containerLevel) {
    level = containerLevel - 1;
  }

  /**
   * The JSON pointer; to the nearest ancestor that a pointer of at most 256 characters can name
   * when this place is too far or has a name that cannot be shown.
   */
  String pointer(byte[] body) {
    var pointer = new StringBuilder();
    for (int i = 1; i <= level; i++) {
      var step = step(body, i);
      if (step == null || pointer.length() + 1 + step.length() > CHARACTERS_MAX) {
        break;
      }
      pointer.append('/').append(step);
    }
    return pointer.toString();
  }

  /** The JSON pointer of a member that is not there. */
  String pointerTo(byte[] body, String name) {
    var parent = pointer(body);
    return parent.length() + 1 + name.length() > CHARACTERS_MAX ? parent : parent + '/' + name;
  }

  private @Nullable String step(byte[] body, int i) {
    if (starts[i] < 0) {
      return Integer.toString(ends[i]);
    }
    var name = new RawString(body, starts[i], ends[i]).text();
    return name == null ? null : name.replace("~", "~0").replace("/", "~1");
  }
}
