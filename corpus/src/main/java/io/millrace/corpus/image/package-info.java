/**
 * Converts encoded images to the input of image models.
 *
 * <p>Begin with {@link io.millrace.corpus.image.ModelImage}. It decodes an image, scales it as
 * Pillow does and normalises it. Scoring of image-text pairs and training on images share this
 * code, so that a model gets in use the numbers it was trained on.
 *
 * <p>Traps: an image that cannot be decoded, or that has more than 100 million pixels, gives no
 * result and no exception. Values are rounded to whole numbers between the two scaling passes, as
 * in Pillow; without that the scores change.
 */
package io.millrace.corpus.image;
