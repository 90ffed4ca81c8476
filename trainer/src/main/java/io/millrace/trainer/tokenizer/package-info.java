/**
 * Byte-level byte-pair encoding: training, encoding, and the tokenizer.json of Hugging Face.
 *
 * <p>Begin with {@link BpeTokenizer} to encode and {@link BpeTrainer} to learn. {@link
 * TokenizerJson} reads and writes files; {@link TokenizerReader} refuses files that would give
 * other ids than Hugging Face's library. {@link SplitPattern} cuts texts into words, {@link
 * WordScanner} does so without a regular expression, {@link MergeLoop} merges the bytes of one
 * word. {@link Fertility} measures tokens per word by language.
 *
 * <p>Traps: {@link BpeTokenizer} may be used by several threads, {@link WordEncoder} by one.
 * Character classes are those of a fixed version of Unicode ({@link CharacterClasses}), whatever
 * the JDK has.
 */
package io.millrace.trainer.tokenizer;
