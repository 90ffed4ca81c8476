/**
 * Hashes of 64 bits of what an image looks like, and the settings of the stage that compares them.
 *
 * <p>Begin with {@link io.millrace.images.hash.ImageHash}: two hashes ({@link
 * io.millrace.images.hash.PerceptualHash}) and a contrast, below which an image is too flat to be
 * compared. {@link io.millrace.images.hash.EvaluationHashes} finds images of evaluation sets
 * through {@link io.millrace.images.hash.HammingIndex}.
 *
 * <p>Near images of one corpus are found in {@code io.millrace.dedup}, which groups and compares
 * the hashes without knowing that they are of images.
 */
package io.millrace.images.hash;
