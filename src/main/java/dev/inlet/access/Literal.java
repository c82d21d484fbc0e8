package dev.inlet.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads addresses that are written as such; names are never looked up. */
final class Literal {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern V4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
  private static final Pattern V4_PORT = Pattern.compile("([0-9.]+):\\d{1,5}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final Pattern BRACKETS = Pattern.compile("\\[([^]]*)](:\\d{1,5})?");

  private Literal() {}

  /** The address of a text such as {@code 192.0.2.1} or {@code 2001:db8::1}, or null. */
  static @Nullable InetAddress address(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException notOne) {
      return null;
    }
  }

  /** The same, from one that can also have a port, and brackets. */
  static @Nullable InetAddress addressOfHop(String text) {
    var brackets = BRACKETS.matcher(text);
    if (brackets.matches()) {
      return address(brackets.group(1));
    }
    var port = V4_PORT.matcher(text);
    return address(port.matches() ? port.group(1) : text);
  }
}
