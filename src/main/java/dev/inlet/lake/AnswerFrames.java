package dev.inlet.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * How a process asks another one, and is answered; numbers are big-endian.
 *
 * <pre>
 * question   4 bytes length, the query in UTF-8
 * answer     1 byte kind, 4 bytes number, 4 bytes length, a text in UTF-8
 *            R rows: 0, their JSON          X refused: the position, the reason
 *            L too long: milliseconds, ""   F failed: 0, the reason
 * </pre>
 */
public final class AnswerFrames {
  private static final int BYTES_MAX = 64 << 20;

  private AnswerFrames() {}

  public static void ask(DataOutputStream out, String query) throws IOException {
    putText(out, query);
    out.flush();
  }

  /** The next question; empty when nobody asks any more. */
  static Optional<String> question(DataInputStream in) throws IOException {
    try {
      return Optional.of(text(in));
    } catch (EOFException ended) {
      return Optional.empty();
    }
  }

  static void put(DataOutputStream out, Answer answer) throws IOException {
    switch (answer) {
      case Answer.Rows rows -> put(out, 'R', 0, rows.json());
      case Answer.Refused refused -> put(out, 'X', refused.position(), refused.reason());
      case Answer.TooLong late -> put(out, 'L', (int) late.max().toMillis(), "");
      case Answer.Failed failed -> put(out, 'F', 0, failed.reason());
      case Answer.Crowded crowded -> throw new IllegalArgumentException(crowded.toString());
    }
    out.flush();
  }

  private static void put(DataOutputStream out, char kind, int number, String text)
      throws IOException {
    out.writeByte(kind);
    out.writeInt(number);
    putText(out, text);
  }

  /** The answer to what was asked, as soon as it is there. */
  public static Answer answer(DataInputStream in) throws IOException {
    int kind = in.readByte();
    int number = in.readInt();
    var text = text(in);
    return switch (kind) {
      case 'R' -> new Answer.Rows(text);
      case 'X' -> new Answer.Refused(text, number);
      case 'L' -> new Answer.TooLong(Duration.ofMillis(number));
      case 'F' -> new Answer.Failed(text);
      default -> throw new IOException("no answer starts with " + kind);
    };
  }

  private static void putText(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > BYTES_MAX) {
      throw new IOException("no text has " + length + " bytes");
    }
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, UTF_8);
  }
}
