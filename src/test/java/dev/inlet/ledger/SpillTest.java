package dev.inlet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {
  private @TempDir Path folder;

  @Test
  void givesBackEveryHashInOneOfItsPartsAndSorted() throws Exception {
    var hashes = new Random(1).longs(5000).toArray();
    var spill = new Spill(folder.resolve("spill"));
    for (long hash : hashes) {
      spill.add(hash);
    }

    var parts = new long[3][];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = spill.part(part, parts.length);
      assertThat(parts[part]).isSorted().hasSizeLessThan(2000);
    }
    assertThat(
            LongStream.concat(
                LongStream.concat(LongStream.of(parts[0]), LongStream.of(parts[1])),
                LongStream.of(parts[2])))
        .containsExactlyInAnyOrder(LongStream.of(hashes).boxed().toArray(Long[]::new));
    assertThat(spill.sum()).isEqualTo(LongStream.of(hashes).sum());
  }
}
