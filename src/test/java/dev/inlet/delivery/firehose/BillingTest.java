package dev.inlet.delivery.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.Compression;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** What Firehose bills for a thousand realistic events a second that linger for five seconds. */
class BillingTest {
  private static final int EVENTS = 5 * 1000;
  private static final int BATCHES = 12;

  private final Events events = new Events();

  @Test
  void billsLessThanAFifthOfTheBytesWithGzip() {
    assertThat(billedToRaw(Compression.GZIP)).isLessThan(0.2);
  }

  @Test
  void billsLessThanAFifthOfTheBytesWithZstd() {
    assertThat(billedToRaw(Compression.ZSTD)).isLessThan(0.2);
  }

  @Test
  void billsHardlyMoreThanTheBytesWithoutCompression() {
    assertThat(billedToRaw(Compression.NONE)).isBetween(1.0, 1.05);
  }

  @Test
  void wouldBillManyTimesTheBytesWithARecordForEachEvent() {
    long raw = 0;
    long billed = 0;
    for (int i = 0; i < EVENTS; i++) {
      int bytes = events.frame(1).length;
      raw += bytes;
      billed += Packet.billed(bytes);
    }

    assertThat((double) billed / raw).isGreaterThan(10);
    System.out.printf("one event a record: billed/raw=%.2f%n", (double) billed / raw);
  }

  private double billedToRaw(Compression compression) {
    long raw = 0;
    long billed = 0;
    var packer = new Packer(Packer.RECORD_BYTES_MAX);
    for (int batch = 0; batch < BATCHES; batch++) {
      var lines = lines();
      raw += lines.length;
      billed +=
          packer.pack(lines, lines.length, compression).stream()
              .mapToLong(packet -> Packet.billed(packet.size()))
              .sum();
    }
    System.out.printf("%s: billed/raw=%.4f%n", compression, (double) billed / raw);
    return (double) billed / raw;
  }

  private byte[] lines() {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < EVENTS; i++) {
      out.writeBytes(events.frame(1));
    }
    return out.toByteArray();
  }
}
