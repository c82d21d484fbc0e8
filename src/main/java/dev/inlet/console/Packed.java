package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.event.Envelope;
import dev.inlet.event.Fault;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sightings as bytes. */
final class Packed {
  private static final int TAKEN = 0;
  private static final int NOTHING = -1;

  private Packed() {}

  static void write(Sighting sighting, DataOutput out) throws IOException {
    switch (sighting) {
      case Sighting.Taken taken -> {
        out.writeInt(TAKEN);
        write(taken.sample(), out);
        write(
            taken.refused(),
            out,
            event -> {
              out.writeInt(event.index());
              writeFaults(event.errors(), out);
            });
      }
      case Sighting.Refused refused -> {
        out.writeInt(refused.status());
        write(refused.sample(), out);
        writeFaults(refused.errors(), out);
      }
    }
  }

  static Sighting read(DataInput in) throws IOException {
    int status = in.readInt();
    var sample = readSample(in);
    return status == TAKEN
        ? new Sighting.Taken(
            sample, readAll(in, () -> new RefusedEvent(in.readInt(), readFaults(in))))
        : new Sighting.Refused(sample, status, readFaults(in));
  }

  private static void write(Sample sample, DataOutput out) throws IOException {
    var envelope = sample.envelope();
    write(envelope.requestId(), out);
    out.writeLong(envelope.receivedAtMillis());
    write(envelope.source(), out);
    write(envelope.idempotencyKey(), out);
    write(envelope.ip(), out);
    write(envelope.userAgent(), out);
    var posted = sample.posted();
    write(posted.path(), out);
    write(posted.contentTypes(), out, type -> write(type, out));
    write(posted.contentEncodings(), out, encoding -> write(encoding, out));
    out.writeLong(posted.bodyBytes());
    out.writeBoolean(posted.complete());
    out.writeBoolean(sample.isWhole());
    write(sample.body(), out);
    write(sample.lines(), out);
    out.writeInt(sample.lineCount());
  }

  private static Sample readSample(DataInput in) throws IOException {
    var envelope =
        new Envelope(
            readText(in),
            in.readLong(),
            readTextOrNull(in),
            readTextOrNull(in),
            readTextOrNull(in),
            readTextOrNull(in));
    var posted =
        new Sample.Posted(
            readText(in),
            readAll(in, () -> readText(in)),
            readAll(in, () -> readText(in)),
            in.readLong(),
            in.readBoolean());
    return Sample.ofParts(
        envelope, posted, in.readBoolean(), readBytes(in), readBytes(in), in.readInt());
  }

  private static void writeFaults(List<Fault> faults, DataOutput out) throws IOException {
    write(
        faults,
        out,
        fault -> {
          write(fault.pointer(), out);
          write(fault.code(), out);
          write(fault.message(), out);
        });
  }

  private static List<Fault> readFaults(DataInput in) throws IOException {
    return readAll(in, () -> new Fault(readText(in), readText(in), readText(in)));
  }

  private static void write(@Nullable String text, DataOutput out) throws IOException {
    if (text == null) {
      out.writeInt(NOTHING);
    } else {
      write(text.getBytes(UTF_8), out);
    }
  }

  private static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), UTF_8);
  }

  private static @Nullable String readTextOrNull(DataInput in) throws IOException {
    int length = in.readInt();
    return length == NOTHING ? null : new String(readBytes(in, length), UTF_8);
  }

  private static void write(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    return readBytes(in, in.readInt());
  }

  private static byte[] readBytes(DataInput in, int length) throws IOException {
    var bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  @FunctionalInterface
  private interface Writer<T> {
    void write(T one) throws IOException;
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read() throws IOException;
  }

  private static <T> void write(List<T> all, DataOutput out, Writer<T> writer) throws IOException {
    out.writeInt(all.size());
    for (var one : all) {
      writer.write(one);
    }
  }

  private static <T> List<T> readAll(DataInput in, Reader<T> reader) throws IOException {
    int count = in.readInt();
    var all = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      all.add(reader.read());
    }
    return all;
  }
}
