package dev.inlet.console;

import org.jspecify.annotations.Nullable;

/**
 * Where events come in, and where their lines end up.
 *
 * @param sink the kind of place
 * @param name what it is called
 * @param port the one that takes events; null when it is the one of the console
 */
public record Place(String sink, String name, @Nullable Integer port) {}
