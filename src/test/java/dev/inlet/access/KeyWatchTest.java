package dev.inlet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyWatchTest {
  private final List<String> taken = new ArrayList<>();

  @TempDir private Path folder;
  private Path file;
  private KeyWatch watch;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("keys");
    write("first");
    watch = new KeyWatch(file, this::take);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private void take(String text) throws KeyFile.Unusable {
    if (text.startsWith("bad")) {
      throw new KeyFile.Unusable("line 1: no");
    }
    taken.add(text);
  }

  @Test
  void takesWhatIsThereAtFirst() {
    watch.look();
    watch.look();

    assertThat(taken).containsExactly("first");
    assertThat(watch.trouble()).isNull();
  }

  @Test
  void takesAChangeWhenItHasSettled() throws IOException {
    write("sec");
    watch.look();
    write("second");
    watch.look();
    assertThat(taken).containsExactly("first");

    watch.look();
    watch.look();

    assertThat(taken).containsExactly("first", "second");
  }

  @Test
  void keepsWhatCountsWhileTheFileIsBrokenAndSaysSo() throws IOException {
    write("bad");
    watch.look();
    watch.look();

    assertThat(taken).containsExactly("first");
    assertThat(watch.trouble()).isEqualTo("line 1: no");
  }

  @Test
  void keepsWhatCountsWhileTheFileIsGone() throws IOException {
    Files.delete(file);
    watch.look();
    watch.look();

    assertThat(watch.trouble()).isEqualTo("there is no such file");
  }

  @Test
  void isWellAgainWhenTheFileIsAsItWas() throws IOException {
    write("bad");
    watch.look();
    watch.look();
    write("first");
    watch.look();
    watch.look();

    assertThat(watch.trouble()).isNull();
  }
}
