/**
 * Cleans and filters captions of images. Begin with {@link
 * io.millrace.filters.caption.CaptionFilter}.
 *
 * <p>{@link io.millrace.filters.caption.CaptionCleaner} removes markup, URLs and openings such as
 * "Image of"; {@link io.millrace.filters.caption.CaptionFilter} detects file names, word lists and
 * generic captions in the result. Both take {@link io.millrace.filters.caption.ImageTextSettings},
 * the settings of the stage {@code image-text}. The word lists are resources of this package, one
 * line per language.
 */
package io.millrace.filters.caption;
