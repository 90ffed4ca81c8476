/**
 * Writes trained decoders in the formats of other programs.
 *
 * <p>Begin with {@link HuggingFaceExport}, a folder for transformers, or {@link GgufExport}, a file
 * for llama.cpp that {@link GgufWriter} writes.
 *
 * <p>Traps: GGUF does not hold the pattern that cuts texts into words; llama.cpp has a fixed list,
 * and a tokenizer with another pattern is refused.
 */
package io.millrace.trainer.export;
