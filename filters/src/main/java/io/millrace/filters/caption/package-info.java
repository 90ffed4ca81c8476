/**
 * Captions of images: text that is cleaned and judged like any other, but by its own rules.
 *
 * <p>{@link io.millrace.filters.caption.CaptionCleaner} removes markup, addresses and openings such
 * as "Image of"; {@link io.millrace.filters.caption.CaptionFilter} measures whether what is left is
 * a file name, a list of words, or generic. Both are made from {@link
 * io.millrace.filters.caption.ImageTextSettings}, the settings of the stage {@code image-text}. The
 * word lists are resources of this package, one line per language.
 */
package io.millrace.filters.caption;
