package dev.inlet.event.segment;

import dev.inlet.event.Call;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where events are posted to, by the first of the names that a path has. */
public enum Endpoint {
  TRACK("/v1/track", Kind.TRACK),
  IDENTIFY("/v1/identify", Kind.IDENTIFY),
  ALIAS("/v1/alias", Kind.ALIAS),
  PAGE("/v1/page", Kind.PAGE),
  SCREEN("/v1/screen", Kind.SCREEN),
  GROUP("/v1/group", Kind.GROUP),
  /** Events of any kind, each with its type. */
  BATCH("/v1/batch", null);

  /** What the id of a link that follows from an event has after the event's. */
  public static final String LINK_SUFFIX = ":alias";

  private static final String V1 = "/v1/";
  private static final String BEACON = "/beacon";

  private final String path;
  private final @Nullable Kind kind;

  Endpoint(String path, @Nullable Kind kind) {
    this.path = path;
    this.kind = kind;
  }

  /** Its path; that of another name, or with a slash at its end, leads to the same. */
  public String path() {
    return path;
  }

  /** Whether someone who may make only these calls may post anything there. */
  public boolean may(Set<Call> calls) {
    return kind == null || calls.contains(kind.call());
  }

  /** What is posted to it; null when each event says so itself. */
  @Nullable Kind kind() {
    return kind;
  }

  /** What a path leads to, or null. */
  public static @Nullable Endpoint at(String path) {
    if (path.startsWith(V1)) {
      return named(path.substring(V1.length()));
    }
    if (path.startsWith(BEACON)) {
      var rest = path.substring(BEACON.length());
      return rest.equals("/v1/batch") || rest.equals("/v1/batch/") ? BATCH : null;
    }
    return null;
  }

  private static @Nullable Endpoint named(String name) {
    return switch (name.endsWith("/") ? name.substring(0, name.length() - 1) : name) {
      case "track", "t" -> TRACK;
      case "identify", "i" -> IDENTIFY;
      case "alias", "a" -> ALIAS;
      case "page", "p" -> PAGE;
      case "screen", "s" -> SCREEN;
      case "group", "g" -> GROUP;
      case "batch", "b", "import" -> BATCH;
      default -> null;
    };
  }
}
