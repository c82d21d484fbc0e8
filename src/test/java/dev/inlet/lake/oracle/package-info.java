/**
 * The tables of the lake once more, in plain Java over all raw records at once: slow, short, and
 * written from the definition rather than from the SQL.
 */
@NullMarked
package dev.inlet.lake.oracle;

import org.jspecify.annotations.NullMarked;
