package dev.inlet.lake;

import java.util.Map;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * The state of a table during a build: what is committed to it stays in memory, until the catalog
 * moves all tables at once.
 */
final class StagedOperations implements TableOperations {
  private static final String METADATA = "/metadata/";

  private final FileIO files;
  private final String build;
  private TableMetadata current;

  /**
   * @param build what the names of files that are written begin with
   */
  StagedOperations(FileIO files, String build, TableMetadata current) {
    this.files = files;
    this.build = build;
    this.current = current;
  }

  @Override
  public TableMetadata current() {
    return current;
  }

  @Override
  public TableMetadata refresh() {
    return current;
  }

  /** A state is the same when it is the same object. */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public void commit(TableMetadata base, TableMetadata metadata) {
    if (base != current) {
      throw new CommitFailedException("the table was changed in between");
    }
    current = metadata;
  }

  /** Writes the state as a file, and says which. */
  String write() {
    var location = metadataFileLocation("v" + current.lastSequenceNumber() + ".metadata.json");
    TableMetadataParser.write(current, files.newOutputFile(location));
    return location;
  }

  @Override
  public FileIO io() {
    return files;
  }

  @Override
  public String metadataFileLocation(String name) {
    return current.location() + METADATA + build + "-" + name;
  }

  @Override
  public LocationProvider locationProvider() {
    return LocationProviders.locationsFor(current.location(), Map.of());
  }
}
