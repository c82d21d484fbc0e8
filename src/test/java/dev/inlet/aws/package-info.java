/** What arrives in a bucket, on servers that others have written to stand in for AWS. */
@NullMarked
package dev.inlet.aws;

import org.jspecify.annotations.NullMarked;
