package dev.inlet.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The file of keys. Each line is one key:
 *
 * <pre>
 * # source  key                 calls, when not all that its source may
 * web       9f86d081884c7d65    track
 * backend   60303ae22b998861
 * </pre>
 *
 * <p>What is wrong with it is said without a word of what it holds, as any of it may be a key.
 */
final class KeyFile {
  private static final long BYTES_MAX = 1 << 20;
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** It can't be used; the message is a sentence without its full stop. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  private KeyFile() {}

  /** What it holds. */
  static String text(Path file) throws Unusable {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new Unusable("the file is larger than " + BYTES_MAX + " bytes");
      }
      return Files.readString(file, UTF_8);
    } catch (NoSuchFileException none) {
      throw new Unusable("there is no such file");
    } catch (AccessDeniedException denied) {
      throw new Unusable("this process may not read the file");
    } catch (CharacterCodingException binary) {
      throw new Unusable("the file is not UTF-8 text");
    } catch (IOException failed) {
      throw new Unusable("the file can't be read");
    }
  }

  /** Its keys, of which there is at least one: without any, everybody could write. */
  static List<Key> keys(String text, Grants grants) throws Unusable {
    var keys = new ArrayList<Key>();
    int number = 0;
    for (var line : text.lines().map(String::strip).toList()) {
      number++;
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(key(number, SPACE.split(line), grants));
      }
    }
    if (keys.isEmpty()) {
      throw new Unusable("the file holds no key");
    }
    return keys;
  }

  private static Key key(int number, String[] words, Grants grants) throws Unusable {
    if (words.length < 2 || words.length > 3) {
      throw new Unusable(
          "line " + number + " is not a source, a key and, if it may not do all, its calls");
    }
    if (!SOURCE.matcher(words[0]).matches()) {
      throw new Unusable(
          "line "
              + number
              + " does not start with a source, of lower-case letters and digits,"
              + " in words with a hyphen between them");
    }
    try {
      var calls = words.length == 3 ? Grants.calls(words[2]) : grants.of(words[0]);
      return new Key(words[0], words[1], calls);
    } catch (IllegalArgumentException refused) {
      throw new Unusable("line " + number + ": " + refused.getMessage());
    }
  }
}
