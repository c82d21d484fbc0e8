package dev.inlet.event;

/**
 * How much a body may say.
 *
 * @param eventsMax events of one body
 * @param eventBytesMax bytes of one event, without the white space between its tokens
 * @param linesBytesMax bytes of all lines, accepted and rejected, that one body makes
 */
public record EventLimits(int eventsMax, int eventBytesMax, int linesBytesMax) {}
