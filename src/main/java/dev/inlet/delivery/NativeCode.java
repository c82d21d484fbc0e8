package dev.inlet.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Libraries that are no Java: they are put into the folder for temporary files before they are run.
 * A volume that is mounted noexec keeps them from it.
 */
public final class NativeCode {
  private NativeCode() {}

  /** Whether what is put into this folder can be run. */
  public static boolean runsFrom(Path folder) throws IOException {
    var file = Files.createTempFile(folder, "inlet", ".so");
    try {
      return file.toFile().setExecutable(true) && Files.isExecutable(file);
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Refuses to go on when these can't be run.
   *
   * @param libraries as people know them
   * @throws IOException that says what to do
   */
  public static void check(String libraries) throws IOException {
    var folder = Path.of(System.getProperty("java.io.tmpdir"));
    if (!runsFrom(folder)) {
      throw new IOException(
          ("%s can't be run from '%s', as its volume is mounted noexec. Name another folder for"
                  + " temporary files by JDK_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER.")
              .formatted(libraries, folder));
    }
  }
}
