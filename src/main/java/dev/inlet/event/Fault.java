package dev.inlet.event;

/**
 * One thing that is wrong, and where.
 *
 * @param pointer a JSON pointer into the body; empty for the whole body
 * @param code stable and machine-readable, in kebab case
 * @param message what is wrong and what to send instead; never holds a value of the payload
 */
public record Fault(String pointer, String code, String message) {}
