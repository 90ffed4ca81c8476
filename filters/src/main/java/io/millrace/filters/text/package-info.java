/**
 * Finds the words, lines, paragraphs and sentences of a text in one pass, for all filters. Begin
 * with {@link io.millrace.filters.text.TextAnalyzer}.
 *
 * <p>Words follow UAX #29; scripts without spaces are divided with ICU's dictionaries ({@code
 * CjkWords}, {@code DictionaryWords}). Filters see words as offsets and hashes ({@link
 * io.millrace.filters.text.WordHash}, {@link io.millrace.filters.text.WordSet}), not as strings.
 *
 * <p>The hashes must never change, because stored keys of near duplicates depend on them. An
 * analyser reuses its buffers: an analysis is valid until the next text, and only in one thread.
 */
package io.millrace.filters.text;
