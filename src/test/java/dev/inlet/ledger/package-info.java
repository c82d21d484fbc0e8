@NullMarked
package dev.inlet.ledger;

import org.jspecify.annotations.NullMarked;
