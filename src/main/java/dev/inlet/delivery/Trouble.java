package dev.inlet.delivery;

/**
 * Why nothing is delivered.
 *
 * @param misconfigured whether it lasts until someone changes the configuration
 */
record Trouble(String reason, boolean misconfigured) {}
