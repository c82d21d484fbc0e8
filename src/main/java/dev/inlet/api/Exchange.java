package dev.inlet.api;

import dev.inlet.event.Envelope;
import dev.inlet.event.Lines;
import dev.inlet.event.Reading;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.RejectedBody;
import dev.inlet.event.Sample;
import dev.inlet.spool.Appended;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request whose body is here, until its answer: it puts lines into the spools, and is answered
 * when they are on disk.
 */
final class Exchange {
  private static final int USER_AGENT_CHARACTERS_MAX = 256;

  /** What becomes of no lines. */
  private static final Appended NOTHING = new Appended.Durable(0, 0);

  /** How the events of a body were judged: what there is to say when their lines are settled. */
  private record Taken(int accepted, int ignored, List<RefusedEvent> refused) {}

  private final Counter counter;
  private final Desk desk;
  private final Consumer<Answer> answer;
  private final String requestId;
  private final Head head;
  private final long nowMillis;
  private final @Nullable String ip;
  private final AtomicInteger outstanding = new AtomicInteger();

  /** What is shown of it; null when nobody looks. */
  private @Nullable Sample sample;

  /** What became of the lines; written before the last receipt is counted. */
  private volatile @Nullable Appended events;

  Exchange(Counter counter, Desk desk, Head head, @Nullable String ip, Consumer<Answer> answer) {
    this.counter = counter;
    this.desk = desk;
    this.head = head;
    this.ip = ip;
    this.answer = answer;
    this.nowMillis = counter.clock().millis();
    this.requestId = desk.ids().next(nowMillis);
  }

  /** Does what was decided, and answers; on the loop, now or later. */
  void carryOut(Judgement judgement) {
    copy(judgement);
    switch (judgement) {
      case Judgement.Take take -> take(take.reading(), take.source());
      case Judgement.Refuse refuse when refuse.problem().kept() -> keep(refuse);
      case Judgement.Refuse refuse -> refuse(refuse.problem());
    }
  }

  /** Says no to a body that is still arriving. */
  void refuseEarly(Judgement.Refuse refuse) {
    copy(refuse);
    refuse(refuse.problem());
  }

  /** Keeps what came, when somebody may look at it. */
  private void copy(Judgement judgement) {
    if (counter.tap().wants(judgement.events(), judgement.length())) {
      var posted =
          new Sample.Posted(
              head.route().path(),
              head.contentTypes(),
              isPacked(judgement) ? head.contentEncodings() : List.of(),
              judgement.length(),
              judgement.complete());
      sample =
          Sample.of(
              envelope(judgement.source()),
              posted,
              judgement.bytes(),
              judgement.length(),
              counter.keys().secrets());
    }
  }

  private static boolean isPacked(Judgement judgement) {
    return judgement instanceof Judgement.Refuse refuse && refuse.problem().leavesBodyPacked();
  }

  private void take(Reading.Accepted reading, @Nullable String source) {
    var refused = reading.refused();
    counter.tally().received(reading.accepted() + refused.size());
    var wait = counter.rates().take(source, reading.accepted());
    if (wait != null) {
      refuse(Problem.tooFast(wait));
      return;
    }
    if (reading.accepted() == 0) {
      answer.accept(head.route().taken(requestId, 0, refused));
      return;
    }
    var envelope = envelope(source);
    var taken = new Taken(reading.accepted(), reading.ignored(), refused);
    outstanding.set(refused.isEmpty() ? 1 : 2);
    appendEvents(reading.lines(envelope), taken);
    if (!refused.isEmpty()) {
      if (isSentBack()) {
        settle(taken);
      } else {
        appendRejected(reading.rejectedLines(envelope), () -> settle(taken));
      }
    }
  }

  /** Whether there was no room for the events: all of the request comes again, its refused too. */
  private boolean isSentBack() {
    var appended = events;
    return appended != null && !(appended instanceof Appended.Durable);
  }

  private void appendEvents(Lines lines, Taken taken) {
    if (lines.count() == 0) {
      events = NOTHING;
      settle(taken);
      return;
    }
    if (sample != null) {
      sample = sample.with(lines);
    }
    counter
        .spools()
        .events()
        .append(
            lines.bytes(),
            lines.length(),
            lines.count(),
            nowMillis,
            appended -> {
              events = appended;
              settle(taken);
            });
  }

  private void settle(Taken taken) {
    if (outstanding.decrementAndGet() == 0) {
      desk.put(() -> answerEvents(taken));
    }
  }

  private void answerEvents(Taken taken) {
    switch (events) {
      case Appended.Durable durable -> {
        counter.tally().acknowledged(taken.accepted(), taken.ignored());
        for (var event : taken.refused()) {
          counter.tally().refusedEvent(event.errors().get(0).code());
        }
        counter.tap().taken(taken.accepted(), taken.refused(), sample);
        answer.accept(head.route().taken(requestId, taken.accepted(), taken.refused()));
      }
      case Appended.Full full -> refuse(Problem.full());
      case Appended.Failed failed -> refuse(Problem.stopped());
      case null -> throw new IllegalStateException("answered before its lines were settled");
    }
  }

  /** Writes what was refused to the rejected records, and then says so. */
  private void keep(Judgement.Refuse refuse) {
    var hash = Sha256.of(refuse.bytes(), refuse.length());
    var problem = refuse.problem(); // The body must not wait for the disk in memory.
    appendRejected(
        rejectedLine(refuse, refuse.length(), hash), () -> desk.put(() -> refuse(problem)));
  }

  /** Writes a body of which only the start is at hand, when the answer is already given. */
  void keepOversized(Judgement.Refuse refuse, long bodyBytes, String hash) {
    appendRejected(rejectedLine(refuse, bodyBytes, hash), () -> {});
  }

  private Lines rejectedLine(Judgement.Refuse refuse, long bodyBytes, String hash) {
    return new RejectedBody(refuse.bytes(), refuse.length(), bodyBytes, hash, refuse.complete())
        .line(
            envelope(refuse.source()),
            head.route().path(),
            refuse.problem().errors(),
            counter.keys().secrets());
  }

  private void appendRejected(Lines lines, Runnable then) {
    counter
        .spools()
        .rejected()
        .append(
            lines.bytes(),
            lines.length(),
            lines.count(),
            nowMillis,
            appended -> {
              if (!(appended instanceof Appended.Durable)) {
                counter.tally().rejectedLost(lines.count());
              }
              then.run();
            });
  }

  private void refuse(Problem problem) {
    counter.tally().refusedRequest(problem.code());
    var put = head.route().put(problem);
    counter.tap().refused(put.status().code(), put.fault(), put.errors(), sample);
    answer.accept(Answer.of(put));
  }

  /** What is said once goes into each line, so it is bounded. */
  private static @Nullable String cut(@Nullable String userAgent) {
    return userAgent == null || userAgent.length() <= USER_AGENT_CHARACTERS_MAX
        ? userAgent
        : userAgent.substring(0, USER_AGENT_CHARACTERS_MAX);
  }

  private Envelope envelope(@Nullable String source) {
    var keep = counter.client();
    return new Envelope(
        requestId,
        nowMillis,
        source,
        head.idempotencyKey(),
        ip,
        keep.userAgent() ? cut(head.userAgent()) : null);
  }
}
