package dev.inlet;

import java.util.Locale;

/**
 * One thing that can be configured.
 *
 * @param key in properties; a part in angle brackets stands for a name of the operator's choice
 * @param defaultValue what holds when nothing is said; empty for nothing
 * @param meaning one sentence
 */
record Setting(String key, String defaultValue, String meaning) {
  private static final String NAME = "<source>";

  /** Its name in the environment. */
  String variable() {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Whether a property of this name is this setting. */
  boolean isKey(String property) {
    return matches(key, property, "[a-z0-9]+(-[a-z0-9]+)*");
  }

  /** The property that this variable of the environment sets, or an empty text. */
  String propertyOf(String environmentVariable) {
    if (!matches(variable(), environmentVariable, "[A-Z0-9]+(_[A-Z0-9]+)*")) {
      return "";
    }
    var parts = variable().split(NAME.toUpperCase(Locale.ROOT), -1);
    if (parts.length == 1) {
      return key;
    }
    var name =
        environmentVariable.substring(
            parts[0].length(), environmentVariable.length() - parts[1].length());
    return key.replace(NAME, name.toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static boolean matches(String pattern, String text, String name) {
    var at = pattern.toUpperCase(Locale.ROOT).indexOf(NAME.toUpperCase(Locale.ROOT));
    if (at < 0) {
      return pattern.equals(text);
    }
    var start = pattern.substring(0, at);
    var end = pattern.substring(at + NAME.length());
    return text.length() > start.length() + end.length()
        && text.startsWith(start)
        && text.endsWith(end)
        && text.substring(start.length(), text.length() - end.length()).matches(name);
  }
}
