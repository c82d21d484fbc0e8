package dev.inlet.delivery;

/** Takes nothing, as nothing says where it should go. */
public record Kept(String reason) implements Sink {
  @Override
  public Outcome send(Batch batch) {
    return new Outcome.Kept(reason);
  }
}
