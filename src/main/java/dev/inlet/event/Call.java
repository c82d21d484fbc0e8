package dev.inlet.event;

import org.jspecify.annotations.Nullable;

/** One of the three things a client may say. */
public enum Call {
  TRACK("/track", "track"),
  ALIAS("/alias", "alias"),
  PROFILE("/profile", "profile");

  private final String path;
  private final String type;

  Call(String path, String type) {
    this.path = path;
    this.type = type;
  }

  /** The path that it is posted to. */
  public String path() {
    return path;
  }

  /** The {@code type} of its raw records. */
  public String type() {
    return type;
  }

  /** The call that is posted to this path, or null when there is none. */
  public static @Nullable Call at(String path) {
    return switch (path) {
      case "/track" -> TRACK;
      case "/alias" -> ALIAS;
      case "/profile" -> PROFILE;
      default -> null;
    };
  }
}
