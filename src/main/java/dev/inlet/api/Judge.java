package dev.inlet.api;

import dev.inlet.access.Keys;
import dev.inlet.access.Owner;
import dev.inlet.event.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a request: from its head and its body, without any effect.
 *
 * <p>The key comes first, whatever else is wrong: who has none learns nothing, and writes nothing.
 * For one thread; a judgement is valid until the next one.
 */
final class Judge {
  private final ApiConfig config;
  private final Keys keys;
  private final Unpacker unpacker;

  Judge(ApiConfig config, Keys keys) {
    this.config = config;
    this.keys = keys;
    this.unpacker = new Unpacker(config.bodyBytesMax());
  }

  /** A body that is here as a whole, packed as its head says. */
  Judgement whole(Head head, byte[] bytes, int length) {
    var encoding = Encoding.of(head.contentEncodings());
    if (encoding == null) {
      return refuse(head, Problem.contentEncoding(), null, bytes, length, true);
    }
    return switch (unpacker.unpack(encoding, bytes, length)) {
      case Unpacked.Whole(var plain, var plainLength) when plainLength > config.bodyBytesMax() ->
          tooLarge(head, plain, plainLength);
      case Unpacked.Whole(var plain, var plainLength) -> read(head, plain, plainLength);
      case Unpacked.TooLarge(var plain, var plainLength) -> tooLarge(head, plain, plainLength);
      case Unpacked.Broken() ->
          refuse(head, Problem.notWhatItsEncodingSays(encoding), null, bytes, length, true);
    };
  }

  /** A body of which only the start is here, because it goes on beyond what is allowed. */
  Judgement tooLarge(Head head, byte[] start, int length) {
    return refuse(
        head,
        Problem.bodyTooLarge(config.bodyBytesMax()),
        bodyKey(head, start, length),
        start,
        length,
        false);
  }

  private @Nullable String bodyKey(Head head, byte[] start, int length) {
    return keys.configured() && head.key() == null
        ? head.route().read(start, length).writeKey()
        : null;
  }

  private Judgement read(Head head, byte[] bytes, int length) {
    var reading = head.route().read(bytes, length);
    var problem = headProblem(head);
    if (problem != null) {
      return refuse(head, problem, reading.writeKey(), bytes, length, true);
    }
    return switch (reading) {
      case Reading.Refused(var refusal, var key) ->
          refuse(head, Problem.of(refusal), key, bytes, length, true);
      case Reading.Accepted accepted ->
          switch (owner(head, accepted.writeKey())) {
            case Owner.Known owner when head.route().may(owner.calls()) ->
                switch (accepted.allowing(owner.calls())) {
                  case Reading.Accepted allowed ->
                      new Judgement.Take(allowed, owner.source(), bytes, length);
                  case Reading.Refused(var refusal, var key) ->
                      refuse(head, Problem.of(refusal), key, bytes, length, true);
                };
            case Owner.Known owner ->
                refuse(head, Problem.callNotAllowed(), accepted.writeKey(), bytes, length, true);
            case Owner.Unknown() -> unknown();
          };
    };
  }

  private static @Nullable Problem headProblem(Head head) {
    if (head.route().asksForType() && !MediaType.isRead(head.contentTypes())) {
      return Problem.mediaType();
    }
    return IdempotencyKey.isAllowed(head.idempotencyKeys()) ? null : Problem.idempotencyKey();
  }

  private Owner owner(Head head, @Nullable String bodyKey) {
    if (head.key() != null) {
      return keys.owner(head.key());
    }
    return keys.owner(bodyKey != null ? bodyKey : head.queryKey());
  }

  private Judgement refuse(
      Head head,
      Problem problem,
      @Nullable String bodyKey,
      byte[] bytes,
      int length,
      boolean complete) {
    return switch (owner(head, bodyKey)) {
      case Owner.Known owner ->
          new Judgement.Refuse(
              head.route().may(owner.calls()) ? problem : Problem.callNotAllowed(),
              owner.source(),
              bytes,
              length,
              complete);
      case Owner.Unknown() -> unknown();
    };
  }

  private static Judgement unknown() {
    return new Judgement.Refuse(Problem.unknownKey(), null, new byte[0], 0, true);
  }
}
