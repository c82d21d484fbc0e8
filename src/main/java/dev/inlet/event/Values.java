package dev.inlet.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads any value, however deep, without a call for each level.
 *
 * <p>What breaks the JSON ends the reading; what is only not allowed in it is added to the faults
 * of the scope, and the reading goes on.
 */
public final class Values {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  public final Tokens tokens = new Tokens();
  public final Names names = new Names();
  public final Path path = new Path();

  private final NameGuess guess = new NameGuess();
  private Faults scope = new Faults();

  /** One bit for each open level: whether it is an object. */
  private long[] objects = new long[4];

  public void open(byte[] body, int length) {
    tokens.open(body, length);
    names.clear(body);
  }

  /** Faults go there from now on. */
  public void scope(Faults newScope) {
    scope = newScope;
  }

  /** Adds a fault of the place where the path is. */
  public void fault(Code code) {
    fault(code, code.message());
  }

  public void fault(Code code, String message) {
    if (!scope.isFull()) {
      scope.add(new Fault(path.pointer(tokens.body()), code.code(), message));
    }
  }

  /** Adds that the object where the path is lacks a member. */
  public void missing(String name) {
    faultOf(name, Code.MISSING, Code.MISSING.message());
  }

  /** Adds a fault of a member of the object where the path is. */
  public void faultOf(String name, Code code, String message) {
    if (!scope.isFull()) {
      scope.add(new Fault(path.pointerTo(tokens.body(), name), code.code(), message));
    }
  }

  /** Reads the value that is next, in the container of this level. */
  public void value(int outer) throws Malformed {
    int level = outer;
    while (true) {
      byte first = tokens.peek();
      if (first == '{' || first == '[') {
        tokens.step();
        level++;
        if (enter(level, first == '{')) {
          continue;
        }
        level--;
      } else {
        scalar(first);
      }
      while (true) {
        if (level == outer) {
          return;
        }
        boolean object = isObject(level);
        byte after = tokens.peek();
        if (after == ',') {
          tokens.step();
          next(level, object);
          break;
        }
        if (after != (object ? '}' : ']')) {
          throw tokens.unexpected();
        }
        tokens.step();
        leave(level, object);
        level--;
      }
    }
  }

  /** Opens a container; whether it has anything in it. */
  private boolean enter(int level, boolean object) throws Malformed {
    mark(level, object);
    if (level == Path.LEVELS_MAX + 1) {
      path.at(level);
      fault(Code.TOO_DEEP);
    }
    boolean tracked = level <= Path.LEVELS_MAX;
    if (tracked && object) {
      names.open(level);
    }
    if (tokens.peek() == (object ? '}' : ']')) {
      tokens.step();
      leave(level, object);
      return false;
    }
    if (object) {
      name(level);
    } else if (tracked) {
      path.index(level, 0);
    }
    return true;
  }

  private void next(int level, boolean object) throws Malformed {
    if (object) {
      name(level);
    } else if (level <= Path.LEVELS_MAX) {
      path.next(level);
    }
  }

  private void leave(int level, boolean object) {
    if (level <= Path.LEVELS_MAX) {
      path.at(level);
      if (object) {
        names.close(level);
      }
    }
  }

  /** Reads a name and the colon; whether the object at this level did not have the name. */
  public boolean name(int level) throws Malformed {
    if (tokens.peek() != '"') {
      throw tokens.unexpected();
    }
    boolean guessed = tokens.guessed(guess);
    if (!guessed) {
      tokens.string();
    }
    boolean isNew = true;
    if (level <= Path.LEVELS_MAX) {
      path.name(level, tokens.text.start(), tokens.text.end());
      isNew = add(level, guessed);
      if (tokens.text.lone()) {
        fault(Code.LONE_SURROGATE);
      }
      if (!isNew) {
        fault(Code.DUPLICATE_NAME);
      }
    }
    tokens.expect(':');
    return isNew;
  }

  private boolean add(int level, boolean guessed) {
    int start = tokens.text.start();
    int end = tokens.text.end();
    if (guessed) {
      return names.add(level, start, end - start, guess.hash());
    }
    if (tokens.text.escaped()) {
      return names.addEscaped(level, start, end);
    }
    boolean isNew = names.add(level, start, end - start);
    guess.learn(tokens.body(), start, end - start, names.lastHash());
    return isNew;
  }

  /** Reads the string that is next. */
  void string() throws Malformed {
    tokens.string();
    if (tokens.text.lone()) {
      fault(Code.LONE_SURROGATE);
    }
  }

  private void scalar(byte first) throws Malformed {
    switch (first) {
      case '"' -> string();
      case 't' -> tokens.literal(TRUE);
      case 'f' -> tokens.literal(FALSE);
      case 'n' -> tokens.literal(NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        tokens.number();
        var fault = tokens.number.fault();
        if (fault != null) {
          fault(fault);
        }
      }
      default -> throw tokens.unexpected();
    }
  }

  private boolean isObject(int level) {
    return (objects[level >> 6] & (1L << level)) != 0;
  }

  private void mark(int level, boolean object) {
    if (level >> 6 >= objects.length) {
      objects = Arrays.copyOf(objects, objects.length * 2);
    }
    if (object) {
      objects[level >> 6] |= 1L << level;
    } else {
      objects[level >> 6] &= ~(1L << level);
    }
  }
}
