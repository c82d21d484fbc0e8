package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.inlet.event.Fault;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads out of a request what is shown of each of its events: only when somebody looks. */
final class Entries {
  private static final int TAKEN = 200;

  private final Sample sample;
  private final Sample head;
  private final Outline outline;
  private final List<Entry> entries = new ArrayList<>();
  private long number;

  private Entries(Ring.Placed placed) {
    sample = placed.sighting().sample();
    head = sample.head();
    outline = Outline.of(sample.body());
    number = placed.first();
  }

  /** Those of a request: first what was taken, then what was not. */
  static List<Entry> of(Ring.Placed placed) {
    var entries = new Entries(placed);
    switch (placed.sighting()) {
      case Sighting.Taken taken -> {
        new String(taken.sample().lines(), UTF_8).lines().forEach(entries::addRecord);
        taken.refused().forEach(entries::addRefused);
      }
      case Sighting.Refused refused -> entries.addWhole(refused.status(), refused.errors());
    }
    return entries.entries;
  }

  /** A star that stands for a secret can make a record into mere text. */
  private void addRecord(String line) {
    var record = Outline.of(line.getBytes(UTF_8));
    int index = outline.indexOf(Objects.requireNonNullElse(record.text("id"), ""));
    add(
        TAKEN,
        record.text("type"),
        first(record.text("userId"), record.text("newUserId")),
        record.text("eventName"),
        record.isBroken() ? new TextNode(line).toString() : line,
        List.of(),
        sample.isWhole() ? outline.alone(index) : null);
  }

  private void addRefused(RefusedEvent event) {
    int index = event.index();
    add(
        TAKEN,
        null,
        first(outline.text(index, "userId"), outline.text(index, "anonymousId")),
        first(outline.text(index, "eventName"), outline.text(index, "event")),
        null,
        event.errors().stream()
            .map(fault ->
                new Fault(outline.moved(index, fault.pointer()), fault.code(), fault.message()))
            .toList(),
        sample.isWhole() ? outline.alone(index) : null);
  }

  private void addWhole(int status, List<Fault> errors) {
    var body = sample.body();
    add(
        status,
        null,
        first(outline.text(0, "userId"), outline.text(0, "newUserId")),
        first(outline.text(0, "eventName"), outline.text(0, "event")),
        null,
        errors,
        body.length == 0 ? null : body);
  }

  private void add(
      int status,
      @Nullable String type,
      @Nullable String userId,
      @Nullable String eventName,
      @Nullable String record,
      List<Fault> errors,
      byte @Nullable [] body) {
    entries.add(new Entry(number++, head, status, type, userId, eventName, record, errors, body));
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
