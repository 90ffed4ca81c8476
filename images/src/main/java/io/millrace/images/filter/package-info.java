/**
 * Decisions on one image.
 *
 * <p>{@link io.millrace.images.filter.ImageFilter} drops by size, shape and detail. It measures and
 * states its limits as rules; the caller decides. {@link io.millrace.images.filter.ScoreCounts}
 * finds the score that the best share of pairs of a language reaches.
 *
 * <p>Captions are text: their filter is with the word segmentation, in {@code
 * io.millrace.filters.caption}.
 */
package io.millrace.images.filter;
