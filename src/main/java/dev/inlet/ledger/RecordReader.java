package dev.inlet.ledger;

import dev.inlet.delivery.LineHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Finds in a line what the ledger is about, without reading all of it: a record of ours begins with
 * its id, its type, and when it was received.
 */
public final class RecordReader {
  private static final byte[] TYPE = ascii("\",\"type\":\"");
  private static final byte[] RECEIVED_AT = ascii("\",\"receivedAt\":\"");
  private static final byte[] REFUSED = ascii("\"code\":\"refused-by-firehose\"");
  private static final byte[] ALIAS = ascii("alias\"");
  private static final byte[] PROFILE = ascii("profile\"");
  private static final int TIME_CHARACTERS = 24;

  private byte[] array = new byte[0];
  private int start;
  private int end;
  private long idHash;
  private long receivedAtMillis;
  private int typeStart;
  private int headEnd;

  /** Reads the head of the line in these bytes; false when it is no record. */
  public boolean read(byte[] line, int lineStart, int lineEnd) {
    array = line;
    var bytes = ByteBuffer.wrap(line).order(ByteOrder.LITTLE_ENDIAN);
    start = lineStart;
    end = lineEnd;
    int idEnd = LineHash.idEnd(bytes, start, end);
    if (idEnd < 0 || !isAt(idEnd, TYPE)) {
      return false;
    }
    typeStart = idEnd + TYPE.length;
    int typeEnd = typeStart;
    while (typeEnd < end && line[typeEnd] != '"') {
      typeEnd++;
    }
    int time = typeEnd + RECEIVED_AT.length;
    headEnd = time + TIME_CHARACTERS;
    if (!isAt(typeEnd, RECEIVED_AT) || headEnd > end || !time(time)) {
      return false;
    }
    idHash = LineHash.ofId(bytes, LineHash.idStart(start), idEnd);
    return true;
  }

  /** Whether it links two ids. */
  public boolean isAlias() {
    return isAt(typeStart, ALIAS);
  }

  /** Whether it says something about a person. */
  public boolean isProfile() {
    return isAt(typeStart, PROFILE);
  }

  public long idHash() {
    return idHash;
  }

  public long hash() {
    return LineHash.of(idHash, receivedAtMillis);
  }

  public long receivedAtMillis() {
    return receivedAtMillis;
  }

  /** Whether it is an event that Firehose did not take. */
  public boolean isRefusedByFirehose() {
    for (int at = headEnd; at + REFUSED.length <= end; at++) {
      if (isAt(at, REFUSED)) {
        return true;
      }
      if (array[at] == '}') {
        return false;
      }
    }
    return false;
  }

  /** Reads a time such as 2026-11-21T01:26:49.123Z. */
  private boolean time(int at) {
    int year = number(at, 4);
    int month = number(at + 5, 2);
    int day = number(at + 8, 2);
    int hour = number(at + 11, 2);
    int minute = number(at + 14, 2);
    int second = number(at + 17, 2);
    int milli = number(at + 20, 3);
    if ((year | month | day | hour | minute | second | milli) < 0
        || array[at + 10] != 'T'
        || array[at + TIME_CHARACTERS - 1] != 'Z'
        || month < 1
        || month > 12
        || day < 1
        || day > 31) {
      return false;
    }
    long days = LocalDate.of(year, month, 1).toEpochDay() + day - 1;
    receivedAtMillis = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000L + milli;
    return true;
  }

  /** The number in these digits; -1 when they are none. */
  private int number(int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = array[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private boolean isAt(int at, byte[] text) {
    if (at + text.length > end) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (array[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
