/**
 * Utilities for characters, words and phrases, independent of pages.
 *
 * <p>Begin with {@link io.millrace.extract.text.TextBuffer}, the only place that normalises white
 * space: all text of an extraction passes through it. {@link io.millrace.extract.text.PhraseSet}
 * computes how much of a text repeats other texts. {@link io.millrace.extract.text.WordHashes}
 * hashes words of texts and attributes without copying them.
 *
 * <p>Traps: these are hot loops, which work on arrays and tables and allocate nothing per word. The
 * shipped lexicon depends on the hashes of {@code WordHashes}; another hash function means
 * retraining the model.
 */
package io.millrace.extract.text;
