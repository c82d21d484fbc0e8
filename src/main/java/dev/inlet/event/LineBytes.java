package dev.inlet.event;

/**
 * How many bytes the lines of a body have at most.
 *
 * @param longest of the accepted ones
 * @param all of all together, also the rejected
 */
public record LineBytes(long longest, long all) {}
