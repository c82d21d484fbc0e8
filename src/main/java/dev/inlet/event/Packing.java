package dev.inlet.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of any length, bytes and lists of these, as bytes. */
public final class Packing {
  private static final int NOTHING = -1;

  private Packing() {}

  public static void write(@Nullable String text, DataOutput out) throws IOException {
    if (text == null) {
      out.writeInt(NOTHING);
    } else {
      write(text.getBytes(UTF_8), out);
    }
  }

  public static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), UTF_8);
  }

  public static @Nullable String readTextOrNull(DataInput in) throws IOException {
    int length = in.readInt();
    return length == NOTHING ? null : new String(readBytes(in, length), UTF_8);
  }

  public static void write(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static byte[] readBytes(DataInput in) throws IOException {
    return readBytes(in, in.readInt());
  }

  private static byte[] readBytes(DataInput in, int length) throws IOException {
    var bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Writes one of a list. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(T one) throws IOException;
  }

  /** Reads one of a list. */
  @FunctionalInterface
  public interface Reader<T> {
    T read() throws IOException;
  }

  public static <T> void writeAll(List<T> all, DataOutput out, Writer<T> writer)
      throws IOException {
    out.writeInt(all.size());
    for (var one : all) {
      writer.write(one);
    }
  }

  public static <T> List<T> readAll(DataInput in, Reader<T> reader) throws IOException {
    int count = in.readInt();
    var all = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      all.add(reader.read());
    }
    return all;
  }
}
