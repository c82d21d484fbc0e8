package dev.inlet.event;

import java.util.List;

/**
 * Why a whole body is refused.
 *
 * @param kind decides the HTTP status
 * @param code stable and machine-readable, in kebab case
 * @param detail one sentence for a person; never holds a value of the payload
 * @param faults every place that is wrong, with pointers into the body
 */
public record Refusal(Kind kind, String code, String detail, List<Fault> faults) {
  /** What the refusal is about. */
  public enum Kind {
    /** The body says something that is not allowed. */
    INVALID,
    /** The body says too much. */
    TOO_LARGE
  }
}
