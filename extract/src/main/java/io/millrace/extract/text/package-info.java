/**
 * Characters, words and phrases, without any notion of a page.
 *
 * <p>{@link io.millrace.extract.text.TextBuffer} is the one place that normalises white space: all
 * text of an extraction passes through it. {@link io.millrace.extract.text.PhraseSet} tells how
 * much of a text another text has said already. {@link io.millrace.extract.text.WordHashes} hashes
 * words of texts and attributes without cutting them out.
 *
 * <p>These are hot loops: they work on arrays and tables and allocate nothing per word. The hashes
 * of {@code WordHashes} are stored in the shipped lexicon; another hash function means training the
 * model again.
 */
package io.millrace.extract.text;
