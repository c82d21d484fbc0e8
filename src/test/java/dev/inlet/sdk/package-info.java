/** The real SDKs of others, from their registries, against the jar. */
@NullMarked
package dev.inlet.sdk;

import org.jspecify.annotations.NullMarked;
