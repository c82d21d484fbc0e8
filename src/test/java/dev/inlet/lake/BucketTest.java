package dev.inlet.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.delivery.RawObjects.RawObject;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.delivery.s3.Bucket;
import dev.inlet.lake.oracle.Hurtful;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of raw objects that are in a bucket. */
@Timeout(180)
class BucketTest {
  private static final int PASSES = 4;

  private @TempDir Path folder;
  private StandIn standIn;
  private Bucket bucket;
  private LakeFixture local;

  @BeforeEach
  void start() throws IOException {
    standIn = StandIn.start(Setup.in(folder.resolve("aws")));
    bucket = new Bucket(standIn, "app/");
    local = new LakeFixture(folder.resolve("local"), Hurtful.NOW);
  }

  @AfterEach
  void close() {
    bucket.close();
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void areThoseOfTheSameObjectsInAFolder(long seed) throws IOException {
    put(Hurtful.of(seed));
    local.build();

    var built = lake(Long.MAX_VALUE).build(bucket, Order.NEWS, stage -> {});

    assertThat(built.objects()).isEqualTo(bucket.list("raw/").size());
    assertThat(inBucket().everything()).isEqualTo(local.everything());
  }

  @ParameterizedTest
  @ValueSource(longs = {4})
  void areTheSameWhenABacklogIsReadInPasses(long seed) throws IOException {
    put(Hurtful.of(seed));
    local.build();
    var stages = new ArrayList<Stage>();

    lake(passBytes()).build(bucket, Order.NEWS, stages::add);

    assertThat(stages.stream().filter(Stage.READ::equals).count()).isGreaterThanOrEqualTo(PASSES);
    assertThat(stages.stream().filter(Stage.COMMIT::equals).count()).isEqualTo(1);
    assertThat(inBucket().everything()).isEqualTo(local.everything());
    lake(passBytes()).build(bucket, Order.ALL, stage -> {});
    assertThat(inBucket().everything()).isEqualTo(local.everything());
  }

  @Test
  void keepNoCopiesOfWhatWasRead() throws IOException {
    put(Hurtful.of(7));
    var most = new ArrayList<Long>();

    lake(passBytes())
        .build(
            bucket,
            Order.NEWS,
            stage -> {
              if (stage == Stage.READ || stage == Stage.CALLS) {
                most.add(copies());
              }
            });

    assertThat(most).isNotEmpty().containsOnly(0L);
  }

  @Test
  void readNoObjectTwice() throws IOException {
    var objects = Hurtful.of(8);
    put(objects.subList(0, objects.size() / 2));
    lake(passBytes()).build(bucket, Order.NEWS, stage -> {});
    put(objects.subList(objects.size() / 2, objects.size()));
    lake(passBytes()).build(bucket, Order.NEWS, stage -> {});
    assertThat(lake(passBytes()).build(bucket, Order.NEWS, stage -> {}).isNothing()).isTrue();

    assertThat(bucket.reads())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            bucket.list("raw/").stream().map(RawObject::key).toList());
    local.build();
    assertThat(inBucket().everything()).isEqualTo(local.everything());
  }

  @Test
  void leaveOutAnObjectThatCantBeHadAndTryItAgain() throws IOException {
    put(Hurtful.of(9));
    bucket.refuse(1);

    var built = lake(Long.MAX_VALUE).build(bucket, Order.NEWS, stage -> {});

    assertThat(built.unreadable()).containsExactly(bucket.reads().getFirst());
    lake(Long.MAX_VALUE).build(bucket, Order.NEWS, stage -> {});
    local.build();
    assertThat(inBucket().everything()).isEqualTo(local.everything());
  }

  @Test
  void stayAsTheyWereWhenNothingCanBeHad() throws IOException {
    put(Hurtful.of(10));
    bucket.refuse(100);

    assertThatThrownBy(() -> lake(Long.MAX_VALUE).build(bucket, Order.NEWS, stage -> {}))
        .hasMessageContaining("the connection was reset");
    assertThat(bucket.reads()).hasSize(3);
  }

  private void put(List<Hurtful.Raw> objects) throws IOException {
    for (var object : objects) {
      local.putAt(object.key(), object.lines().toArray(String[]::new));
      bucket.write(object.key(), local.folder().resolve(object.key()));
    }
  }

  private long passBytes() throws IOException {
    return bucket.list("raw/events/").stream().mapToLong(RawObject::bytes).sum() / PASSES;
  }

  private long copies() {
    var building = folder.resolve("tables/warehouse/.building");
    try {
      return new DirectoryObjects(building)
          .list("").stream().filter(object -> object.key().contains("/raw/")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Lake lake(long passBytes) {
    return new Lake(
        folder.resolve("tables"),
        Clock.fixed(Hurtful.NOW, ZoneOffset.UTC),
        new Resources(256L << 20, 2, passBytes));
  }

  private LakeFixture inBucket() {
    return new LakeFixture(folder.resolve("tables"), Hurtful.NOW);
  }
}
