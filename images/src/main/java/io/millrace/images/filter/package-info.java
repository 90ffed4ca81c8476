/**
 * Decisions on one image: {@link io.millrace.images.filter.ImageFilter} drops by size, shape and
 * detail; {@link io.millrace.images.filter.ScoreCounts} finds the score that the best share of
 * pairs of a language reaches. Captions are text, and their filter is with the word segmentation in
 * {@code io.millrace.filters.caption}.
 */
package io.millrace.images.filter;
