package dev.inlet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.spool.Checkpoint;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CutsNoteTest {
  private static final Cut LARGEST =
      new Cut(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Compression.GZIP);

  @Property(tries = 300)
  void givesBackTheCutsThatItWasGiven(@ForAll("cuts") List<Cut> cuts) {
    assertThat(CutsNote.decode(CutsNote.encode(cuts))).isEqualTo(cuts);
  }

  @Test
  void isWrittenAsTheTableSays() {
    var note = CutsNote.encode(List.of(new Cut(1, 258, 3, Compression.GZIP)));

    assertThat(HexFormat.of().formatHex(note))
        .isEqualTo("01" + "01" + "0000000000000001" + "0000000000000102" + "00000003" + "01");
  }

  @Test
  void holdsNothingWhenTheSpoolIsNew() {
    assertThat(CutsNote.decode(new byte[0])).isEmpty();
  }

  @Test
  void fitsIntoACheckpointWhenItIsLargest() {
    var most = Collections.nCopies(CutsNote.CUTS_MAX, LARGEST);

    assertThat(CutsNote.encode(most)).hasSizeLessThanOrEqualTo(Checkpoint.NOTE_BYTES_MAX);
  }

  @Test
  void refusesMoreCutsThanAReaderExpects() {
    var many = Collections.nCopies(CutsNote.CUTS_MAX + 1, LARGEST);

    assertThatThrownBy(() -> CutsNote.encode(many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("9 cuts are open, of at most 8");
  }

  @Test
  void refusesTheNoteOfANewerInlet() {
    var note = CutsNote.encode(List.of(LARGEST));
    note[0] = 2;

    assertThatThrownBy(() -> CutsNote.decode(note))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("newer Inlet")
        .hasMessageContaining("the version is 2");
  }

  @Test
  void refusesACompressionThatItDoesNotKnow() {
    var note = CutsNote.encode(List.of(LARGEST));
    note[note.length - 1] = 9;

    assertThatThrownBy(() -> CutsNote.decode(note))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the code of a compression is 9");
  }

  @Test
  void refusesANoteOfAnotherLength() {
    assertThatThrownBy(() -> CutsNote.decode(new byte[] {1}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> CutsNote.decode(new byte[] {1, 1, 0}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the length is 3");
  }

  @Provide
  Arbitrary<List<Cut>> cuts() {
    var longs = Arbitraries.longs();
    var cut =
        Combinators.combine(longs, longs, Arbitraries.integers(), Arbitraries.of(Compression.class))
            .as(Cut::new);
    return cut.list().ofMaxSize(CutsNote.CUTS_MAX);
  }
}
