package dev.inlet.ledger;

/**
 * Something that is not as it should be.
 *
 * @param kind stable and machine-readable, in kebab case
 * @param what it, in words
 * @param isLoss whether acknowledged lines are missing by it
 */
record Finding(String stream, String kind, String what, boolean isLoss) {}
