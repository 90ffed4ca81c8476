/**
 * Filters of text: rules of published pipelines and some of their own, a package each. Begin with
 * {@code io.millrace.filters.gopher} for a filter as it should look, and with {@code
 * io.millrace.filters.text} for what all of them measure.
 *
 * <p>A filter computes signals from a shared analysis of the text and states rules on them; it does
 * not decide by itself. So that a limit can change in a recipe, every limit is a setting. A {@link
 * io.millrace.filters.Cleaner} changes the text instead of dropping it.
 *
 * <p>Filters of images are in the module images. Limits that differ by language carry their source
 * in the settings' Javadoc.
 */
package io.millrace.filters;
