/** Tests of the folder, on disks that fail. */
@NullMarked
package dev.inlet.delivery.directory;

import org.jspecify.annotations.NullMarked;
