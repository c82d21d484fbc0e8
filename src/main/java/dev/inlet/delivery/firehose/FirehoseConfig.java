package dev.inlet.delivery.firehose;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which streams lines go to.
 *
 * @param streams those that share the events
 * @param rejectedStream the one that takes rejected lines; empty when they stay where they are
 * @param inFlightMax batches on the way at once
 */
@ConfigurationProperties("inlet.firehose")
public record FirehoseConfig(
    @Bindable(defaultValue = "") List<String> streams,
    @Bindable(defaultValue = "") String rejectedStream,
    @Min(1) @Max(8) @Bindable(defaultValue = "8") int inFlightMax) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  public FirehoseConfig {
    streams = streams.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    rejectedStream = rejectedStream.strip();
    streams.forEach(name -> check("inlet.firehose.streams", name));
    if (!rejectedStream.isEmpty()) {
      check("inlet.firehose.rejected-stream", rejectedStream);
    }
    if (new HashSet<>(streams).size() < streams.size()) {
      throw new IllegalArgumentException("inlet.firehose.streams: it names a stream twice");
    }
    if (streams.contains(rejectedStream)) {
      throw new IllegalArgumentException(
          "inlet.firehose.rejected-stream: it is one of INLET_FIREHOSE_STREAMS; rejected lines need a"
              + " stream of their own");
    }
  }

  private static void check(String key, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          key
              + ": a name of a stream has 1 to 64 letters, digits, '_', '-' and"
              + " '.'; it is neither an ARN nor a URL");
    }
  }
}
