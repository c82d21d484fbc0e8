package dev.inlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs that the documentation shows, so that what users copy is what is tested. */
public final class Documented {
  private static final Path DOCUMENTATION = Path.of("Documentation.md");
  private static final String FENCE = "```";

  private Documented() {}

  /** The block of code after the comment of this name. */
  public static String program(String name) {
    try {
      var text = Files.readString(DOCUMENTATION);
      var comment = "<!-- " + name + " -->\n";
      var block = text.substring(text.indexOf(comment) + comment.length());
      if (!text.contains(comment) || !block.startsWith(FENCE)) {
        throw new AssertionError("there is no block of code after " + comment);
      }
      return block.substring(block.indexOf('\n') + 1, block.indexOf("\n" + FENCE) + 1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
