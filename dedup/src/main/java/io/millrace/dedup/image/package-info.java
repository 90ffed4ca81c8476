/** Hashes of what images look like, and which images are near each other by them. */
package io.millrace.dedup.image;
