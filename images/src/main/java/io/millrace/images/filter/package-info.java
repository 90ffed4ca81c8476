/**
 * Filters that decide on one image.
 *
 * <p>Begin with {@link io.millrace.images.filter.ImageFilter}, which drops images by size, shape
 * and detail. It measures and states its limits as rules; the caller decides. {@link
 * io.millrace.images.filter.ImageFilterSettings} are its settings. {@link
 * io.millrace.images.filter.ScoreCounts} finds the score that the best share of a language's pairs
 * reaches.
 *
 * <p>Trap: captions are text and need word segmentation, so their filter is in {@code
 * io.millrace.filters.caption}.
 */
package io.millrace.images.filter;
