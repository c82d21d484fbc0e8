package dev.inlet.console;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the tables are, and how they come to be.
 *
 * @param folder the lake's
 * @param data the data folder, as it was configured
 * @param every how often the server builds them; zero for never
 */
public record LakePlace(Path folder, String data, Duration every) {}
