/**
 * Trains models on the shards of a run, in the JVM with PyTorch, and compares what they learned.
 *
 * <p>The path of a document: {@code data} reads shards and packs token sequences, {@code tokenizer}
 * makes the tokens, {@code model} and {@code contrast} are models made of {@code block}, {@code
 * expert} and {@code vision}, {@code run} trains them with {@code optimise}, {@code evaluate}
 * measures them, {@code ablate} compares two trainings, {@code export} and {@code onnx} write them
 * for other programs. {@code tensor} is the only package that calls PyTorch.
 *
 * <p>Begin with {@code run.TrainingLoop}. Every number depends on the seed, the settings and the
 * shards alone; the number of threads is one of the settings.
 */
package io.millrace.trainer;
