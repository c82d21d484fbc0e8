package dev.inlet.event;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** What every raw record begins with, whatever it records. */
public final class RecordHead {
  private static final byte[] TYPE = Output.ascii(",\"type\":\"");
  private static final byte[] RECEIVED_AT = Output.ascii("\",\"receivedAt\":\"");
  private static final byte[] SOURCE = Output.ascii("Z\",\"source\":");
  private static final byte[] NO_SOURCE = Output.ascii("Z\"");

  private static final byte[] CLIENT = Output.ascii(",\"client\":{");
  private static final byte[] IP = Output.ascii("\"ip\":");
  private static final byte[] USER_AGENT = Output.ascii("\"userAgent\":");

  private RecordHead() {}

  /** Writes what follows the id: type, time, and source when there is one. */
  public static void put(Output out, String type, Envelope envelope) {
    out.put(TYPE).putAscii(type).put(RECEIVED_AT);
    putTime(out, envelope.receivedAtMillis());
    var source = envelope.source();
    if (source == null) {
      out.put(NO_SOURCE);
    } else {
      out.put(SOURCE).putJson(source);
    }
  }

  /** Writes what is kept of the client, if anything is. */
  public static void putClient(Output out, Envelope envelope) {
    var ip = envelope.ip();
    var userAgent = envelope.userAgent();
    if (ip == null && userAgent == null) {
      return;
    }
    out.put(CLIENT);
    if (ip != null) {
      out.put(IP).putJson(ip);
    }
    if (userAgent != null) {
      if (ip != null) {
        out.put(',');
      }
      out.put(USER_AGENT).putJson(userAgent);
    }
    out.put('}');
  }

  private static void putTime(Output out, long millis) {
    int milli = (int) Math.floorMod(millis, 1000L);
    var time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
    out.put(time.getYear(), 4).put('-').put(time.getMonthValue(), 2).put('-');
    out.put(time.getDayOfMonth(), 2).put('T').put(time.getHour(), 2).put(':');
    out.put(time.getMinute(), 2).put(':').put(time.getSecond(), 2).put('.').put(milli, 3);
  }
}
