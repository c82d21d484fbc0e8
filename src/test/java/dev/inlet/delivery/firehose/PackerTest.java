package dev.inlet.delivery.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.Compression;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the lines are: all are packed, in order, whole, and under every limit. */
class PackerTest {
  private static final CallLimits CALLS = new CallLimits(5, 3000);

  @Property(tries = 500)
  void packsEveryLineWholeAndInOrderUnderTheLimitOfARecord(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 700) Integer> sizes,
      @ForAll Compression compression,
      @ForAll boolean compressible,
      @ForAll @IntRange(min = 800, max = 5000) int bytesMax,
      @ForAll int seed) {
    var lines = lines(sizes, compressible, new Random(seed));
    var packer = new Packer(bytesMax);

    for (int round = 0; round < 2; round++) {
      var packets = packer.pack(lines, lines.length, compression);

      assertThat(packets).allMatch(packet -> packet.size() <= bytesMax);
      assertThat(packets).allMatch(packet -> endsWithALine(Packer.lines(packet, compression)));
      assertThat(unpacked(packets, compression)).isEqualTo(lines);
    }
  }

  @Property(tries = 300)
  void halvesUntilEachLineIsAlone(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 300) Integer> sizes,
      @ForAll Compression compression,
      @ForAll int seed) {
    var lines = lines(sizes, true, new Random(seed));
    var whole = new Packer(Integer.MAX_VALUE).pack(lines, lines.length, compression).getFirst();

    var alone = alone(whole, compression);

    assertThat(alone).hasSize(sizes.size());
    assertThat(unpacked(alone, compression)).isEqualTo(lines);
  }

  @Property(tries = 500)
  void cutsCallsUnderBothLimitsAndInOrder(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 1500) Integer> sizes) {
    var packets = sizes.stream().map(size -> new Packet(new byte[size])).toList();

    var calls = CALLS.cut(packets);

    assertThat(calls).allMatch(call -> !call.isEmpty() && call.size() <= CALLS.records());
    assertThat(calls).allMatch(call -> Reply.bytes(call) <= CALLS.bytes());
    assertThat(calls.stream().flatMap(List::stream)).containsExactlyElementsOf(packets);
  }

  @Property(tries = 200)
  void billsEveryRecordInStepsOfFiveKilobytes(
      @ForAll @IntRange(min = 1, max = 1_024_000) int size) {
    assertThat(Packet.billed(size)).isGreaterThanOrEqualTo(size).isLessThan(size + 5120L);
    assertThat(Packet.billed(size) % 5120).isZero();
  }

  private static List<Packet> alone(Packet packet, Compression compression) {
    var halves = Packer.halve(packet, compression);
    return halves.size() == 1
        ? halves
        : halves.stream().flatMap(half -> alone(half, compression).stream()).toList();
  }

  private static byte[] lines(List<Integer> sizes, boolean compressible, Random random) {
    var out = new ByteArrayOutputStream();
    for (int size : sizes) {
      for (int i = 0; i < size; i++) {
        out.write(compressible ? 'a' + i % 3 : 32 + random.nextInt(95));
      }
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static boolean endsWithALine(byte[] lines) {
    return lines[lines.length - 1] == '\n';
  }

  private static byte[] unpacked(List<Packet> packets, Compression compression) {
    var out = new ByteArrayOutputStream();
    packets.forEach(packet -> out.writeBytes(Packer.lines(packet, compression)));
    return Arrays.copyOf(out.toByteArray(), out.size());
  }
}
