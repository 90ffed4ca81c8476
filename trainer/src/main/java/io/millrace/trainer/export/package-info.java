/**
 * Writes trained decoders in the formats of other programs.
 *
 * <p>Begin with {@link HuggingFaceExport}, a folder for transformers, or {@link GgufExport}, a file
 * for llama.cpp that {@link GgufWriter} writes.
 *
 * <p>Traps: GGUF does not contain the pattern that splits words, only its name; llama.cpp has a
 * fixed list, and a tokenizer with another pattern is refused. Both exports rely on the parameter
 * names of {@code model.Decoder}.
 */
package io.millrace.trainer.export;
