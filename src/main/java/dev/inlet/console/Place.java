package dev.inlet.console;

/**
 * Where lines end up.
 *
 * @param sink the kind of place
 * @param name what it is called
 */
public record Place(String sink, String name) {}
