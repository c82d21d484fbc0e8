package dev.inlet;

import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.delivery.s3.S3;
import dev.inlet.delivery.s3.S3Config;
import dev.inlet.lake.Lake;
import dev.inlet.lake.LakeConfig;
import dev.inlet.lake.Place;
import dev.inlet.lake.Resources;
import dev.inlet.lake.glue.GlueDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which lake a command is about, and the data of which Inlet. */
final class LakeOptions {
  private static final String S3_SCHEME = "s3://";

  private final Map<String, String> environment = System.getenv();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "The folder of the spool and of the ledger; INLET_DATA, or data, when not said.")
  private @Nullable Path data;

  @Option(
      names = "--lake",
      paramLabel = "PLACE",
      description =
          "What raw/ is in: a folder, or s3://bucket/prefix. When not said, the bucket of "
              + "INLET_S3_BUCKET if there is one, and otherwise lake/ in the data folder.")
  private @Nullable String lake;

  /** The data folder, which must be there. */
  Path data() {
    var folder = dataFolder();
    if (!Files.isDirectory(folder)) {
      throw new Unusable(
          "There is no folder '%s'. Name the data folder by --data.".formatted(folder));
    }
    return folder;
  }

  private Path dataFolder() {
    return data == null ? Path.of(setting("INLET_DATA", "data")) : data;
  }

  RawObjects open() {
    if (lake != null) {
      return open(lake);
    }
    var bucket = setting("INLET_S3_BUCKET", "");
    return bucket.isEmpty()
        ? new DirectoryObjects(data().resolve("lake"))
        : bucket(bucket, setting("INLET_S3_PREFIX", ""));
  }

  /** As {@link #open()}; folders that are not there are made. */
  RawObjects openOrMake() throws IOException {
    if (lake != null && !lake.startsWith(S3_SCHEME)) {
      Files.createDirectories(Path.of(lake));
    } else if (lake == null && setting("INLET_S3_BUCKET", "").isEmpty()) {
      Files.createDirectories(dataFolder());
    }
    return open();
  }

  /** The objects of a folder: those of a bucket are never deleted from here. */
  DirectoryObjects folder() {
    if (open() instanceof DirectoryObjects objects) {
      return objects;
    }
    throw new Unusable(
        "Raw objects in a bucket are not deleted by a build: give the bucket a lifecycle rule.");
  }

  /** The objects in a folder that is there, or in a bucket. */
  static RawObjects open(String place) {
    if (place.startsWith(S3_SCHEME)) {
      var parts = place.substring(S3_SCHEME.length()).split("/", 2);
      return bucket(parts[0], parts.length == 2 ? parts[1] : "");
    }
    var folder = Path.of(place);
    if (!Files.isDirectory(folder)) {
      throw new Unusable("There is no folder '%s'.".formatted(place));
    }
    return new DirectoryObjects(folder);
  }

  private static RawObjects bucket(String name, String prefix) {
    return new S3().objects(new S3Config(name, prefix));
  }

  /** The tables of the data folder. */
  Lake lake() {
    return new Lake(data().resolve("lake"), Clock.systemUTC(), Resources.usual(), place());
  }

  /** Where tables are published; null when they are not. */
  @Nullable Place place() {
    if (lakeSetting("catalog", LakeConfig.JDBC).equals(LakeConfig.JDBC)) {
      return null;
    }
    var root = lakeSetting("warehouse", beside(setting("INLET_S3_BUCKET", "")));
    var databases = lakeSetting("glue-databases", "inlet");
    var parts = root.substring(S3_SCHEME.length()).split("/", 2);
    var folder = new S3Config(parts[0], parts[1]);
    return new Place(root, databases, () -> new S3().copies(folder), GlueDirectory::new);
  }

  private String beside(String bucket) {
    return bucket.isEmpty()
        ? ""
        : new S3Config(bucket, setting("INLET_S3_PREFIX", "")).url() + "warehouse";
  }

  private String lakeSetting(String name, String otherwise) {
    var key = "inlet.lake." + name;
    var value = setting(new Setting(key, "", "").variable(), otherwise);
    if (value.isEmpty()) {
      throw new Unusable(LakeConfig.NO_BUCKET);
    }
    Values.check(LakeConfig.class, key, value);
    return value;
  }

  /** Whether links are refused that merge profiles. */
  boolean refusesMerges() {
    var text = setting("INLET_LAKE_REFUSE_MERGES", "false");
    if (!text.matches("(?i)true|false")) {
      throw new Unusable(
          Sentence.about("inlet.lake.refuse-merges", text, "it can be true or false"));
    }
    return Boolean.parseBoolean(text);
  }

  private String setting(String name, String otherwise) {
    var value = environment.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value;
  }
}
