package dev.inlet.standin;

import java.time.Duration;

/** What goes wrong with a call. */
public sealed interface Fault {
  /** Every n-th record of the call is refused, and the others are taken; S3 takes the object. */
  record Partial(int everyRecord, String code, String message) implements Fault {}

  /** Nothing is taken, and the answer says why. */
  record Refused(int status, String code, String message) implements Fault {}

  /** The call does its work, and its answer comes late. */
  record Slow(Duration delay) implements Fault {}

  /** The connection is cut, and nothing was taken. */
  record CutBefore() implements Fault {}

  /** Everything was taken, and then the connection is cut. */
  record CutAfter() implements Fault {}

  static Fault partial(int everyRecord) {
    return new Partial(everyRecord, "ServiceUnavailableException", "Slow down.");
  }

  static Fault throttled() {
    return new Refused(503, "ServiceUnavailableException", "Slow down.");
  }

  static Fault internalFailure() {
    return new Refused(500, "InternalFailure", "The request processing has failed.");
  }

  static Fault unavailable() {
    return new Refused(503, "ServiceUnavailable", "The service is temporarily unavailable.");
  }

  static Fault accessDenied() {
    return new Refused(400, "AccessDeniedException", "User is not authorized to do this.");
  }

  static Fault noSuchStream() {
    return new Refused(400, "ResourceNotFoundException", "Firehose not found.");
  }

  static Fault wrongCredentials() {
    return new Refused(
        400,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }

  static Fault kms() {
    return new Refused(
        400, "InvalidKMSResourceException", "The key that encrypts the stream is disabled.");
  }

  /** The service says that what it was given is not good. */
  static Fault invalidArgument() {
    return new Refused(400, "InvalidArgumentException", "The record is not valid.");
  }

  static Fault slow(Duration delay) {
    return new Slow(delay);
  }

  static Fault cutBefore() {
    return new CutBefore();
  }

  static Fault cutAfter() {
    return new CutAfter();
  }
}
