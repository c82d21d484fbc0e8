/** What was acknowledged, held against what is in the lake. */
@NullMarked
package dev.inlet.ledger;

import org.jspecify.annotations.NullMarked;
