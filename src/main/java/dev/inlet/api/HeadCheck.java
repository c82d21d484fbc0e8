package dev.inlet.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds the bytes of a request's head, or of its trailers, to the grammar of RFC 9112, each byte
 * once, as they arrive.
 *
 * <p>Netty forgives what servers and proxies read differently: folded lines, other control bytes,
 * several spaces. What two readers read differently is how requests are smuggled, so none of it is
 * forgiven here.
 */
final class HeadCheck {
  static final int REQUEST_LINE_BYTES_MAX = 4096;
  static final int HEADER_BYTES_MAX = 8192;

  private static final int EMPTY_LINES_MAX = 1;
  private static final int METHOD_BYTES_MAX = 32;
  private static final int VERSION_BYTES = 8;

  /** What the next byte belongs to. */
  private enum Place {
    START,
    EMPTY_LINE_LF,
    METHOD,
    TARGET,
    VERSION,
    REQUEST_LINE_LF,
    LINE_START,
    NAME,
    VALUE,
    VALUE_LF,
    END_LF,
    DONE
  }

  private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
  private static final boolean[] TOKEN = token();

  private final byte[] version = new byte[VERSION_BYTES];
  private Place place = Place.START;
  private int inPlace;
  private int lineBytes;
  private int headerBytes;
  private int emptyLines;
  private @Nullable Malformed fault;

  private static boolean[] token() {
    var table = new boolean[256];
    for (char c = '0'; c <= '9'; c++) {
      table[c] = true;
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      table[c] = true;
      table[c + ('a' - 'A')] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      table[c] = true;
    }
    return table;
  }

  /** Starts again, at a request line. */
  void startHead() {
    start(Place.START);
  }

  /** Starts again, at the first line of trailers. */
  void startTrailers() {
    start(Place.LINE_START);
  }

  private void start(Place first) {
    place = first;
    inPlace = 0;
    lineBytes = 0;
    headerBytes = 0;
    emptyLines = 0;
    fault = null;
  }

  /** Whether a byte of it has arrived. */
  boolean started() {
    return place != Place.START || emptyLines > 0;
  }

  /** Whether its last byte has arrived. */
  boolean done() {
    return place == Place.DONE;
  }

  /** What is wrong, or null. */
  @Nullable Malformed fault() {
    return fault;
  }

  /** Takes the next bytes, as far as it wants them. */
  void take(byte[] next, int length) {
    for (int i = 0; i < length && fault == null && place != Place.DONE; i++) {
      take(next[i] & 0xFF);
    }
  }

  private void take(int b) {
    switch (place) {
      case START -> start(b);
      case EMPTY_LINE_LF -> expectLf(b, Place.START);
      case METHOD -> method(b);
      case TARGET -> target(b);
      case VERSION -> version(b);
      case REQUEST_LINE_LF -> expectLf(b, Place.LINE_START);
      case LINE_START -> lineStart(b);
      case NAME -> name(b);
      case VALUE -> value(b);
      case VALUE_LF -> expectLf(b, Place.LINE_START);
      case END_LF -> expectLf(b, Place.DONE);
      case DONE -> {}
    }
    count();
  }

  private void count() {
    if (place.compareTo(Place.REQUEST_LINE_LF) <= 0) {
      if (++lineBytes > REQUEST_LINE_BYTES_MAX) {
        fail(
            new Malformed(
                HttpResponseStatus.REQUEST_URI_TOO_LONG,
                "uri-too-long",
                "The request line is longer than " + REQUEST_LINE_BYTES_MAX + " bytes."));
      }
    } else if (++headerBytes > HEADER_BYTES_MAX) {
      fail(
          new Malformed(
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
              "headers-too-large",
              "The headers are larger than " + HEADER_BYTES_MAX + " bytes."));
    }
  }

  private void start(int b) {
    if (b == '\r' && emptyLines < EMPTY_LINES_MAX) {
      emptyLines++;
      place = Place.EMPTY_LINE_LF;
    } else if (TOKEN[b]) {
      place = Place.METHOD;
      inPlace = 1;
    } else {
      failRequestLine("it does not start with a method");
    }
  }

  private void method(int b) {
    if (b == ' ') {
      go(Place.TARGET);
    } else if (!TOKEN[b] || ++inPlace > METHOD_BYTES_MAX) {
      failRequestLine("its method is not a token");
    }
  }

  private void target(int b) {
    if (b == ' ' && inPlace > 0) {
      go(Place.VERSION);
    } else if (b <= ' ' || b >= 0x7F) {
      failRequestLine("its target holds a byte that must be percent-encoded, or is missing");
    } else {
      inPlace++;
    }
  }

  private void version(int b) {
    if (b == '\r' && inPlace == VERSION_BYTES) {
      checkVersion();
      place = Place.REQUEST_LINE_LF;
    } else if (inPlace < VERSION_BYTES && b > ' ' && b < 0x7F) {
      version[inPlace++] = (byte) b;
    } else {
      failRequestLine("it must end in one space, the version and CR LF");
    }
  }

  private void checkVersion() {
    var said = new String(version, US_ASCII);
    if (said.equals("HTTP/1.1") || said.equals("HTTP/1.0")) {
      return;
    }
    if (!VERSION.matcher(said).matches()) {
      failRequestLine("its version is not HTTP/1.1");
    } else {
      fail(
          new Malformed(
              HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
              "http-version",
              "This server speaks HTTP/1.1 and HTTP/1.0."));
    }
  }

  private void lineStart(int b) {
    if (b == '\r') {
      place = Place.END_LF;
    } else if (b == ' ' || b == '\t') {
      failHeader("a line starts with white space; folded lines are not allowed");
    } else if (TOKEN[b]) {
      place = Place.NAME;
    } else {
      failHeader("a name holds a byte that is not allowed");
    }
  }

  private void name(int b) {
    if (b == ':') {
      place = Place.VALUE;
    } else if (!TOKEN[b]) {
      failHeader("a name holds a byte that is not allowed, or has no colon after it");
    }
  }

  private void value(int b) {
    if (b == '\r') {
      place = Place.VALUE_LF;
    } else if ((b < ' ' && b != '\t') || b == 0x7F) {
      failHeader("a value holds a control byte, or its line does not end in CR LF");
    }
  }

  private void expectLf(int b, Place then) {
    if (b == '\n') {
      go(then);
    } else {
      fail(Malformed.badRequest("line-end", "A carriage return must be followed by a line feed."));
    }
  }

  private void go(Place then) {
    place = then;
    inPlace = 0;
  }

  private void failRequestLine(String why) {
    fail(Malformed.badRequest("request-line", "The request line is malformed: " + why + "."));
  }

  private void failHeader(String why) {
    fail(Malformed.badRequest("header", "The headers are malformed: " + why + "."));
  }

  private void fail(Malformed what) {
    if (fault == null) {
      fault = what;
    }
  }
}
