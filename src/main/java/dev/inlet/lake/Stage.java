package dev.inlet.lake;

/** What a build does, one after the other. */
public enum Stage {
  LIST("listing raw objects"),
  READ("reading raw objects"),
  CALLS("new links, profiles and refused events"),
  IDENTITIES("following links"),
  EVENTS("events"),
  PROFILES("profiles"),
  DAILY("daily events"),
  PERSONS("features and sessions"),
  RETENTION("retention and its drivers"),
  COMPACT("putting small files together"),
  COMMIT("committing"),
  PUBLISH("publishing the tables");

  private final String words;

  Stage(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }

  /** Is told what a build does now. */
  @FunctionalInterface
  public interface Listener {
    void begins(Stage stage);
  }
}
