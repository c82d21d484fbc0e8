package dev.inlet.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DamageTest {
  private static final int FRAMES = 24;
  private static final int FRAME_BYTES = 1_000;

  private final FaultyDisk disk = new FaultyDisk(1);
  private final List<String> lines =
      IntStream.range(0, FRAMES).mapToObj(i -> Client.line(i, FRAME_BYTES)).toList();
  private List<Path> segments = List.of();

  @BeforeEach
  void fillSomeSegments() throws Exception {
    try (var spool = open(disk)) {
      for (var line : lines) {
        assertThat(Client.append(spool, line)).isInstanceOf(Appended.Durable.class);
      }
    }
    segments =
        disk.list(Trial.FOLDER).stream()
            .filter(SegmentFormat::isName)
            .map(Trial.FOLDER::resolve)
            .toList();
    assertThat(segments).hasSizeGreaterThan(3);
  }

  @Test
  void rotCostsOnlyTheRecordItHits() throws Exception {
    for (var segment : segments) {
      for (int at = 0; at < disk.content(segment).length; at += 61) {
        var rotten = disk.afterKill();
        rotten.rot(segment, at, 1 << at % 8);

        var found = read(rotten);
        assertThat(lines).containsAll(found);
        assertThat(found).hasSizeGreaterThanOrEqualTo(FRAMES - 1);
        assertThat(read(rotten)).isEqualTo(found);
      }
    }
  }

  @Test
  void takesTheZerosThatAreLaidOutForNoDamage() throws Exception {
    var killed = new FaultyDisk(1);
    try (var spool = open(killed)) {
      for (var line : lines) {
        Client.append(spool, line);
      }
      try (var again = open(killed.afterKill())) {
        assertThat(again.state().damaged()).isZero();
        assertThat(Client.read(again, 0)).isEqualTo(lines);
      }
    }
  }

  @Test
  void countsAndSetsAsideWhatIsDamagedInASealedSegment() throws Exception {
    int inSecondFrame = SegmentFormat.HEADER_BYTES + 1_536 + 500;
    disk.rot(segments.getFirst(), inSecondFrame, 0x10);

    try (var spool = open(disk)) {
      assertThat(spool.state().damaged()).isEqualTo(1);
      assertThat(Client.read(spool, 0)).isEqualTo(without(1));
      assertThat(spool.state().damaged()).isEqualTo(1);
    }
    var aside = disk.content(Path.of(segments.getFirst() + ".damaged"));
    assertThat(aside[inSecondFrame]).isEqualTo(disk.content(segments.getFirst())[inSecondFrame]);
  }

  @Test
  void takesABadFrameBeforeALaterGroupInTheActiveSegmentForRot() throws Exception {
    disk.rot(segments.getLast(), SegmentFormat.HEADER_BYTES + 100, 1);

    try (var spool = open(disk)) {
      assertThat(spool.state().damaged()).isEqualTo(1);
      assertThat(Client.read(spool, 0)).hasSize(FRAMES - 1);
      assertThat(Client.append(spool, "more\n")).isEqualTo(new Appended.Durable(FRAMES, FRAMES));
    }
  }

  @Test
  void losesAllThatASectorOfZerosCoversAndNothingElse() throws Exception {
    for (int at = 2_000; at < 4_000; at++) {
      disk.rot(segments.get(1), at, disk.content(segments.get(1))[at]);
    }

    var found = read(disk);

    assertThat(found).hasSizeBetween(FRAMES - 3, FRAMES - 2);
    assertThat(lines).containsAll(found);
  }

  @Test
  void goesOnBehindASegmentOfWhichNothingCanBeRead() throws Exception {
    var last = segments.getLast();
    disk.rot(last, 20, 1);
    disk.rot(last, 512 + 20, 1);

    try (var spool = open(disk)) {
      var before = Client.read(spool, 0);
      assertThat(lines.subList(0, before.size())).isEqualTo(before);
      assertThat(spool.state().damaged()).isPositive();
      assertThat(Client.append(spool, "more\n"))
          .isInstanceOfSatisfying(
              Appended.Durable.class,
              durable -> assertThat(durable.first()).isGreaterThanOrEqualTo(FRAMES));
    }
    assertThat(disk.exists(Path.of(last + ".damaged"))).isTrue();
  }

  @Test
  void readerSkipsWhatRotsWhileTheSpoolIsOpen() throws Exception {
    try (var spool = open(disk)) {
      disk.rot(segments.getFirst(), SegmentFormat.HEADER_BYTES + 40, 4);

      assertThat(Client.read(spool, 0)).isEqualTo(without(0));
      assertThat(spool.state().damaged()).isEqualTo(1);
    }
  }

  @Test
  void deliversAgainWhenTheCheckpointIsLost() throws Exception {
    try (var spool = open(disk)) {
      Client.deliver(spool, 2);
    }
    disk.delete(Trial.FOLDER.resolve(CheckpointFile.NAME));

    try (var spool = open(disk)) {
      assertThat(spool.checkpoint().delivered()).isZero();
      assertThat(Client.read(spool, 0)).isEqualTo(lines);
    }
  }

  @Test
  void deliversFromTheOlderCheckpointWhenTheNewerIsTorn() throws Exception {
    try (var spool = open(disk)) {
      Client.deliver(spool, 2);
      Client.deliver(spool, 3);
    }
    disk.rot(Trial.FOLDER.resolve(CheckpointFile.NAME), CheckpointSlot.BYTES + 20, 1);

    try (var spool = open(disk)) {
      assertThat(spool.checkpoint().delivered()).isEqualTo(2);
    }
  }

  @Test
  void keepsTheCheckpointWhenEitherSlotRotsAfterARestart() throws Exception {
    try (var spool = open(disk)) {
      Client.deliver(spool, 2);
    }
    open(disk).close();
    for (int slot = 0; slot < 2; slot++) {
      var rotten = disk.afterKill();
      rotten.rot(Trial.FOLDER.resolve(CheckpointFile.NAME), slot * CheckpointSlot.BYTES + 20, 1);
      try (var spool = open(rotten)) {
        assertThat(spool.checkpoint().delivered()).isEqualTo(2);
      }
    }
  }

  @Test
  void startsAfterTheLogWhenTheLogIsBehindTheCheckpoint() throws Exception {
    try (var spool = open(disk)) {
      Client.deliver(spool, FRAMES);
    }
    var last = disk.list(Trial.FOLDER).stream().filter(SegmentFormat::isName).toList().getLast();
    var content = disk.content(Trial.FOLDER.resolve(last));
    disk.rot(Trial.FOLDER.resolve(last), content.length - 10, 1);

    try (var spool = open(disk)) {
      assertThat(Client.append(spool, "more\n")).isEqualTo(new Appended.Durable(FRAMES, FRAMES));
    }
    try (var spool = open(disk)) {
      assertThat(Client.read(spool, FRAMES)).containsExactly("more\n");
    }
  }

  private List<String> without(int index) {
    var rest = new ArrayList<>(lines);
    rest.remove(index);
    return rest;
  }

  private static List<String> read(FaultyDisk disk) throws Exception {
    try (var spool = open(disk)) {
      return Client.read(spool, 0);
    }
  }

  private static Spool open(Disk disk) throws Exception {
    return Spool.open(Trial.FOLDER, Trial.CONFIG, disk, () -> {});
  }
}
