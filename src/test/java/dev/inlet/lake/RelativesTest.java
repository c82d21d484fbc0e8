package dev.inlet.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RelativesTest {
  private static final int CHAIN = 300;

  private @TempDir Path folder;
  private LakeFixture lake;

  @BeforeEach
  void create() {
    lake = new LakeFixture(folder);
  }

  @Test
  void findsAllIdsWhoseChainsEndAtTheSamePerson() throws IOException {
    lake.put(
        LakeFixture.alias("1", "cookie", "old", 1),
        LakeFixture.alias("2", "old", "new", 2),
        LakeFixture.alias("3", "phone", "new", 3),
        LakeFixture.alias("4", "new", "new", 4),
        LakeFixture.alias("5", "bob's", "bob", 5));
    lake.build();

    for (var id : new String[] {"cookie", "old", "new", "phone"}) {
      assertThat(ids(id, false).ids()).containsExactlyInAnyOrder("cookie", "old", "new", "phone");
    }
    assertThat(ids("stranger", false).ids()).containsExactly("stranger");
    assertThat(ids("it's \"me\"", false).ids()).containsExactly("it's \"me\"");
  }

  @Test
  void namesThoseThatAreAnothersNowAndFollowsThemOnlyWhenTold() throws IOException {
    lake.put(
        LakeFixture.alias("1", "kiosk", "ada", 1),
        LakeFixture.alias("2", "kiosk", "bob", 2),
        LakeFixture.alias("3", "cookie", "ada", 3));
    lake.build();

    assertThat(ids("ada", false))
        .isEqualTo(new LakeErasing.Ids(Set.of("ada", "cookie"), Set.of("kiosk")));
    assertThat(ids("bob", false).ids()).containsExactlyInAnyOrder("bob", "kiosk");
    assertThat(ids("bob", false).onceLinked()).containsExactly("ada");
    assertThat(ids("ada", true).ids()).containsExactlyInAnyOrder("ada", "cookie", "kiosk", "bob");
  }

  @Test
  void findsIdsThatHoldANul() throws IOException {
    lake.put(
        LakeFixture.alias("1", "\\u0000", "it's \\u0000", 1),
        LakeFixture.alias("2", "it's \\u0000", "bob", 2),
        LakeFixture.alias("3", "it's \\u0000", "ada\\u0000", 3));
    lake.build();

    var ids = new LakeErasing.Ids(Set.of("\0", "it's \0", "ada\0"), Set.of("bob"));
    assertThat(ids("\0", false)).isEqualTo(ids);
    lake.build(Order.NEWS.refusingMerges(true));
    assertThat(ids("ada\0", false)).isEqualTo(ids);
  }

  @Test
  void holdsTogetherWhatGoesRoundInACycle() throws IOException {
    lake.put(
        LakeFixture.alias("1", "a", "b", 1),
        LakeFixture.alias("2", "b", "c", 2),
        LakeFixture.alias("3", "c", "a", 3),
        LakeFixture.alias("4", "d", "b", 4));
    lake.build();

    assertThat(ids("c", false).ids()).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void countsLinksThatAreNotBuilt() throws IOException {
    lake.put(LakeFixture.alias("1", "a", "b", 1));
    var line = LakeFixture.alias("2", "b", "c", 2) + "\nno record\n{}\n";

    assertThat(ids("a", false, line).ids()).containsExactly("a");
    lake.build();
    assertThat(ids("a", false, line).ids()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void namesThoseWhomARefusedLinkKeepsApart() throws IOException {
    lake.put(
        LakeFixture.alias("1", "cookie", "anon", 1),
        LakeFixture.alias("2", "anon", "ada", 2),
        LakeFixture.alias("3", "phone", "ada", 3),
        LakeFixture.profile("4", "ada", "{}", 4));
    lake.build(Order.NEWS.refusingMerges(true));
    assertThat(ids("ada", false).ids()).containsExactlyInAnyOrder("ada", "anon", "cookie", "phone");

    var line = LakeFixture.profile("5", "anon", "{}", 5);

    assertThat(ids("ada", false, line))
        .isEqualTo(new LakeErasing.Ids(Set.of("ada", "phone"), Set.of("anon")));
    assertThat(ids("cookie", false, line).ids()).containsExactlyInAnyOrder("anon", "cookie");
    assertThat(ids("cookie", true, line).ids())
        .containsExactlyInAnyOrder("ada", "anon", "cookie", "phone");
  }

  @Test
  void followsALongChain() throws IOException {
    var links =
        IntStream.range(0, CHAIN)
            .mapToObj(i -> LakeFixture.alias("l" + i, "u" + i, "u" + (i + 1), i))
            .collect(Collectors.joining("\n"));

    assertThat(ids("u0", false, links).ids()).hasSize(CHAIN + 1);
  }

  private LakeErasing.Ids ids(String id, boolean ever) throws IOException {
    return ids(id, ever, "");
  }

  private LakeErasing.Ids ids(String id, boolean ever, String lines) throws IOException {
    var file = Files.writeString(folder.resolve("links.json"), lines);
    return new LakeErasing(folder, Clock.systemUTC(), new Resources(256L << 20, 2))
        .ids(id, file, ever, Files.createTempDirectory(folder, "engine"));
  }
}
