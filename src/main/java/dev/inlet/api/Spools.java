package dev.inlet.api;

import dev.inlet.spool.Spool;

/**
 * Where lines go: each kind has a spool of its own, so that neither can block the other.
 *
 * @param events what was taken
 * @param rejected what was refused
 */
public record Spools(Spool events, Spool rejected) {}
