/** Tests of the spool: its promise, and each way in which disks, power and processes fail. */
@NullMarked
package dev.inlet.ops;

import org.jspecify.annotations.NullMarked;
