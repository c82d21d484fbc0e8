package dev.inlet.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
  @ParameterizedTest
  @EnumSource
  void readsPartsThatFollowEachOtherAndArriveOneByOne(Compression compression) throws IOException {
    var parts = List.of(arriving(compression, "a\n"), arriving(compression, "b\n"));
    var all = new SequenceInputStream(Collections.enumeration(parts));

    try (var plain = compression.from(all)) {
      assertThat(new String(plain.readAllBytes(), UTF_8)).isEqualTo("a\nb\n");
    }
  }

  /** A part of which nothing is there until it is asked for, as over a network. */
  private static InputStream arriving(Compression compression, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = compression.to(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return new ByteArrayInputStream(bytes.toByteArray()) {
      @Override
      public synchronized int available() {
        return 0;
      }
    };
  }
}
