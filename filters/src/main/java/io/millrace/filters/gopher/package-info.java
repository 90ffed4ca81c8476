/**
 * The quality and repetition rules of Gopher (Rae et al., Scaling Language Models: Methods,
 * Analysis and Insights from Training Gopher, 2021, appendix A.1). Begin with {@link
 * io.millrace.filters.gopher.GopherQualityFilter}; {@link
 * io.millrace.filters.gopher.GopherRepetitionFilter} has the limits of table A1.
 *
 * <p>Where the paper leaves details open, the filters follow datatrove: a line, paragraph or n-gram
 * is a duplicate when it occurred before.
 *
 * <p>Words are those of the shared analysis, without punctuation. Languages written without spaces
 * have separate limits.
 */
package io.millrace.filters.gopher;
