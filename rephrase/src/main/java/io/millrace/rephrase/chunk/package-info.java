/**
 * Cuts documents into passages that a model can rephrase one at a time, and counts tokens.
 *
 * <p>Begin with {@link io.millrace.rephrase.chunk.Chunker}: it cuts at line ends, cuts a line only
 * if it is too long, at sentences, and joins what follows each other while it fits. {@link
 * io.millrace.rephrase.chunk.PassageMerger} puts a document together from passages of which some
 * are rephrased.
 *
 * <p>Without a {@code tokenizer.json} tokens are estimates by language and script ({@link
 * io.millrace.rephrase.chunk.EstimatedTokens}), which may be wrong by a quarter.
 */
package io.millrace.rephrase.chunk;
