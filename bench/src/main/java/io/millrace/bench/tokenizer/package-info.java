/**
 * Compares the speed and the ids of our tokenizer with those of Hugging Face's tokenizers.
 *
 * <p>Start with {@link io.millrace.bench.tokenizer.EncodeSpeed}; {@code bench/tokenizer/run.sh}
 * runs it, and then the tokenizers of PyPI.
 *
 * <p>Trap: times are processor time of one thread; the race {@code tokenizer-encode} in {@code
 * compare} measures whole processes.
 */
package io.millrace.bench.tokenizer;
