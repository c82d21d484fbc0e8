package dev.inlet.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/** JSON texts by chance, as the tokens that they are made of. */
public final class RandomJson {
  private static final String[] SCALARS = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "12",
    "1.50",
    "-0.0",
    "1e5",
    "1E-7",
    "9007199254740993",
    "12345678901234567.12345678901234567",
    "\"\"",
    "\"a\"",
    "\" \"",
    "\"\\u0061\"",
    "\"\\\"\\\\\"",
    "\"é水😀\"",
    "\"\\ud83d\\ude00\"",
    "\"long enough to be read by words, not by bytes\"",
    "{}",
    "[]"
  };
  private static final String[] NAMES = {
    "\"a\"",
    "\"b\"",
    "\"\"",
    "\"\\u0063\"",
    "\"é\"",
    "\"a/b~c\"",
    "\"a name of more than 16 bytes\"",
    "\"x1\"",
    "\"x2\"",
    "\"x3\"",
    "\"x4\"",
    "\"x5\"",
    "\"x6\"",
    "\"x7\"",
    "\"x8\"",
    "\"x9\""
  };
  private static final String[] WHITE = {"", "", "", " ", "\n", "\t\r", "        "};

  private final Random random;
  private final List<String> tokens = new ArrayList<>();

  private RandomJson(Random random) {
    this.random = random;
  }

  /** The tokens of an object in which no name is twice. */
  public static List<String> object(Random random) {
    var json = new RandomJson(random);
    json.object(2);
    return json.tokens;
  }

  /** The tokens with white space between them. */
  public static String spaced(Random random, List<String> tokens) {
    var text = new StringBuilder();
    for (var token : tokens) {
      text.append(pick(random, WHITE)).append(token);
    }
    return text.append(pick(random, WHITE)).toString();
  }

  public static String pick(Random random, String... from) {
    return from[random.nextInt(from.length)];
  }

  private void value(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    if (kind == 1) {
      object(depth - 1);
    } else if (kind == 2) {
      array(depth - 1);
    } else {
      var scalar = pick(random, SCALARS);
      if (scalar.length() == 2 && (scalar.startsWith("{") || scalar.startsWith("["))) {
        tokens.add(scalar.substring(0, 1));
        tokens.add(scalar.substring(1));
      } else {
        tokens.add(scalar);
      }
    }
  }

  private void object(int depth) {
    tokens.add("{");
    var names = new HashSet<String>();
    for (int i = random.nextInt(11); i > 0; i--) {
      var name = pick(random, NAMES);
      if (names.add(name)) {
        if (names.size() > 1) {
          tokens.add(",");
        }
        tokens.add(name);
        tokens.add(":");
        value(depth);
      }
    }
    tokens.add("}");
  }

  private void array(int depth) {
    tokens.add("[");
    for (int i = random.nextInt(5); i > 0; i--) {
      value(depth);
      if (i > 1) {
        tokens.add(",");
      }
    }
    tokens.add("]");
  }
}
