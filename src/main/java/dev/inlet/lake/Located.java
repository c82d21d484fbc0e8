package dev.inlet.lake;

import java.io.File;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A file that is written, and known by its URL: manifests hold these. */
record Located(String location, File file) implements OutputFile {
  @Override
  public PositionOutputStream create() {
    return Files.localOutput(file).create();
  }

  @Override
  public PositionOutputStream createOrOverwrite() {
    return Files.localOutput(file).createOrOverwrite();
  }

  @Override
  public InputFile toInputFile() {
    return Files.localInput(file);
  }
}
