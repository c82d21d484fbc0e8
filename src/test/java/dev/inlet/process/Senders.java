package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Many senders at once, and what all of them together were told. */
final class Senders {
  private static final Pattern METADATA = Pattern.compile("\"metadata\":(\\{[^}]*})");

  private final List<Sender> all = new ArrayList<>();
  private final List<Thread> running = new ArrayList<>();

  /** Starts so many, each with a connection of its own. */
  void start(int port, String name, int connections, int bodiesMax, int paddingBytes) {
    for (int i = 0; i < connections; i++) {
      var sender = new Sender(port, name + "-" + i, bodiesMax, paddingBytes);
      all.add(sender);
      running.add(Thread.ofPlatform().daemon().name("sender-" + i).start(sender));
    }
  }

  /** Tells all to end, and waits until they have. */
  void end() {
    all.forEach(Sender::end);
    join();
  }

  /** Waits until all have ended by themselves. */
  void join() {
    try {
      for (var thread : running) {
        thread.join();
      }
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
    running.clear();
  }

  int acknowledged() {
    return all.stream().mapToInt(sender -> sender.acknowledged().size()).sum();
  }

  List<Sender.Refused> refused() {
    return all.stream().flatMap(sender -> sender.refused().stream()).toList();
  }

  /**
   * Every event that was answered 200 is there, byte for byte as promised; nothing is there twice;
   * and nothing is there that was refused, or that nobody sent.
   */
  void assertKept(List<String> lines) {
    var there = new HashSet<>(lines);
    assertThat(lines).as("lines").hasSize(there.size());

    Set<String> promised = new HashSet<>();
    Set<String> possible = new HashSet<>();
    for (var sender : all) {
      sender.acknowledged().forEach(sent -> promised.addAll(sent.lines()));
      sender.unknown().forEach(sent -> possible.addAll(sent.metadata()));
    }
    assertThat(promised.stream().filter(line -> !there.contains(line)).limit(10))
        .as("answered 200 and not in the lake, of %d", promised.size())
        .isEmpty();

    var others = lines.stream().filter(line -> !promised.contains(line)).toList();
    assertThat(others.stream().filter(line -> !possible.remove(metadata(line))).limit(10))
        .as("in the lake and neither promised nor possible, or twice")
        .isEmpty();
  }

  private static String metadata(String line) {
    var found = METADATA.matcher(line);
    return found.find() ? found.group(1) : line;
  }
}
