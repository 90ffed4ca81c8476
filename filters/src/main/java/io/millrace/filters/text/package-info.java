/**
 * Words, lines, paragraphs and sentences of a text: one pass, shared by all filters. Begin with
 * {@link io.millrace.filters.text.TextAnalyzer}.
 *
 * <p>Words follow UAX #29; scripts without spaces are divided with ICU's dictionaries ({@code
 * CjkWords}, {@code DictionaryWords}). Filters see words as positions and hashes ({@link
 * io.millrace.filters.text.WordSet}), so that no string is made of a word.
 *
 * <p>The hashes are stable for ever, because keys of near duplicates derive from them. An analyser
 * reuses its buffers: an analysis is valid until the next text, and for one thread.
 */
package io.millrace.filters.text;
