package dev.inlet.sdk;

import java.nio.file.Path;

/** A client of others that people have already, as it comes from its registry. */
interface Sdk {
  /**
   * Starts a program that sends by it; skips the test, and says why, when it can't be had here.
   *
   * @param folder of its own, for what it keeps
   */
  Sender start(String host, String key, Path folder);

  /** The name of the event that it has for a page or a screen. */
  String page();

  /** That program. */
  interface Sender extends AutoCloseable {
    /** Sends one of each call, and ten events more. */
    void send(String n);

    /** Lets it send what it still has, and ends it. */
    void finish();

    @Override
    void close();
  }
}
