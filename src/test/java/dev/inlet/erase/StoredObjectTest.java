package dev.inlet.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.delivery.RawObjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose fault it is that an object of a store can't be read. */
class StoredObjectTest {
  private static final String KEY = "raw/events/date=2026-11-21/hour=01/a.json";

  private @TempDir Path work;
  private final ArrayList<String> lines = new ArrayList<>();

  @AfterEach
  void nothingIsLeft() {
    assertThat(work).isEmptyDirectory();
  }

  private void read(String key, InputStream content) throws IOException {
    StoredObject.read(
        new Store(content),
        key,
        work,
        (bytes, start, end) -> lines.add(new String(bytes, start, end - start, UTF_8)));
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  @Test
  void givesItsLines() throws IOException {
    read(KEY, text("a\nb\n"));

    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void namesTheObjectThatIsNotWhatItsNameSays() {
    assertThatThrownBy(() -> read(KEY + ".gz", text("no gzip")))
        .isInstanceOf(StoredObject.Unreadable.class)
        .hasMessageStartingWith(KEY + ".gz can't be read: ");
  }

  @Test
  void doesNotBlameItForAStoreThatFails() throws IOException {
    var failing = InputStream.nullInputStream();
    failing.close();

    assertThatThrownBy(() -> read(KEY, new SequenceInputStream(text("a\nb\n"), failing)))
        .isNotInstanceOf(StoredObject.Unreadable.class)
        .isInstanceOf(IOException.class);
    assertThat(lines).isEmpty();
  }

  /** Has one object. */
  private record Store(InputStream content) implements RawObjects {
    @Override
    public void each(String prefix, Taker taker) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InputStream read(String key) {
      return content;
    }

    @Override
    public void write(String key, Path file) {
      throw new UnsupportedOperationException();
    }
  }
}
