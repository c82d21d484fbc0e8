package dev.inlet.endurance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run does.
 *
 * @param folder where all of it is, empty or not there
 * @param sink firehose, s3 or directory
 * @param compression of what is delivered
 * @param batchBytesMax of lines in one batch
 * @param events that are to be acknowledged before it ends
 * @param perSecond how many are sent a second; 0 for as many as are taken
 * @param seconds after which it ends however few were acknowledged; 0 for never
 * @param connections of the clients
 * @param troubled whether calls fail in part, are throttled and the network goes
 * @param outage how long the network is gone
 * @param kills how often the process is killed
 * @param options of the process's JVM
 */
record Plan(
    Path folder,
    String sink,
    String compression,
    long batchBytesMax,
    long events,
    int perSecond,
    int seconds,
    int connections,
    boolean troubled,
    Duration outage,
    int kills,
    List<String> options) {
  boolean isFirehose() {
    return sink.equals("firehose");
  }

  boolean isDirectory() {
    return sink.equals("directory");
  }

  /** Of what was acknowledged when it is killed for the so-manieth time, counted from 1. */
  long eventsBeforeKill(int number) {
    return events * (2L * number - 1) / (2L * Math.max(1, kills));
  }

  /** Of what was acknowledged when the network goes. */
  long eventsBeforeOutage() {
    return events / 4;
  }
}
