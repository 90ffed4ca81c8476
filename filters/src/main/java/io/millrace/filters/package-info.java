/**
 * Filters and cleaners of text: the rules of published pipelines and some new ones, one package
 * each. Begin with {@link io.millrace.filters.gopher.GopherQualityFilter} as a typical filter, and
 * with {@link io.millrace.filters.text.TextAnalyzer} for the analysis that all filters share.
 *
 * <p>A filter computes signals from the analysis and states rules on them; it does not drop
 * documents itself. Every limit is a setting, so a recipe can change it. A {@link
 * io.millrace.filters.Cleaner} changes the text and drops nothing.
 *
 * <p>Filters of images are in the module images. The Javadoc of the settings names the source of
 * each limit that differs by language.
 */
package io.millrace.filters;
