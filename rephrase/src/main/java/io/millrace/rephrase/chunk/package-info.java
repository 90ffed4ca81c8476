/**
 * Cuts documents into passages that a model can rephrase one at a time, and counts tokens.
 *
 * <p>Begin with {@link io.millrace.rephrase.chunk.Chunker}: it cuts at line ends, cuts long lines
 * at sentence ends, and joins consecutive parts while they fit. {@link
 * io.millrace.rephrase.chunk.PassageMerger} joins passages, of which some are rephrased, to a
 * document.
 *
 * <p>Without a {@code tokenizer.json}, {@link io.millrace.rephrase.chunk.EstimatedTokens} estimates
 * tokens by language and script; an estimate can be wrong by 25 % in large languages, and by a
 * factor of 2 in others.
 */
package io.millrace.rephrase.chunk;
