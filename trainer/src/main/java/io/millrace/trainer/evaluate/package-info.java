/**
 * What a trained model knows: loss and bits per byte of held-out documents, and a cloze task.
 *
 * <p>Begin with {@link Evaluator}. {@link HeldOut} reads the documents, {@link Scorer} computes log
 * likelihoods of {@link Piece}s, {@link ClozeTask} makes questions from documents. {@link
 * Evaluation} is the result by language and source. {@link HeldOutMeasure} evaluates during a
 * training.
 *
 * <p>Traps: the first token of a document is read but not predicted, so its bytes do not count.
 * Compare models with different tokenizers by bits per byte, never by loss per token.
 */
package io.millrace.trainer.evaluate;
