package dev.inlet.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An SDK in a process of its own, whose program sends for every line of its input and ends with it.
 *
 * @param command what starts it, but for its host and its key; asking for it installs the SDK
 */
record ProcessSdk(String name, String page, Supplier<List<String>> command) implements Sdk {
  private static final Duration END_MAX = Duration.ofSeconds(90);

  /** One that knows pages. */
  ProcessSdk(String name, Supplier<List<String>> command) {
    this(name, "$page", command);
  }

  @Override
  public Sender start(String host, String key, Path folder) {
    var words = new ArrayList<>(command.get());
    words.add(host);
    words.add(key);
    try {
      return new Running(
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("sdk.log").toFile())
              .start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private record Running(Process process, Writer input) implements Sender {
    Running(Process process) {
      this(process, process.outputWriter(UTF_8));
    }

    @Override
    public void send(String n) {
      try {
        input.write(n + "\n");
        input.flush();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    /** One that will not end is ended: what it did until then is what there is to see. */
    @Override
    public void finish() {
      try {
        input.close();
        if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
          close();
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException hurried) {
        throw new IllegalStateException(hurried);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
