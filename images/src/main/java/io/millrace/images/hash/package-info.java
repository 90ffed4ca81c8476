/**
 * 64-bit perceptual hashes of images, and the settings of the stage {@code image-dedup}, which
 * compares them.
 *
 * <p>Begin with {@link io.millrace.images.hash.ImageHash}: two hashes ({@link
 * io.millrace.images.hash.PerceptualHash}) and a contrast, below which an image is too flat to be
 * compared. {@link io.millrace.images.hash.EvaluationHashes} finds images of evaluation sets
 * through {@link io.millrace.images.hash.HammingIndex}.
 *
 * <p>Traps: near duplicates within a corpus are found in {@code io.millrace.dedup}, which does not
 * know that the hashes are of images. Lists of evaluation hashes are stored in files, so the values
 * of a hash must not change.
 */
package io.millrace.images.hash;
