/**
 * How well an image and a text match, computed by a dual encoder in ONNX files. docs/decisions/0010
 * says why this is in connectors.
 *
 * <p>Begin with {@link ImageTextScorer}, the interface, and {@link OnnxScorer}, its implementation.
 * {@link ScorerSettings} names the model's files, inputs and normalisation; {@link ModelTokens}
 * cuts and pads a text.
 *
 * <p>Traps: onnxruntime is not in the default distribution; the Maven profile {@code onnx} adds it.
 * A scorer may be used by many threads and holds memory outside the heap until it is closed.
 */
package io.millrace.connectors.score;
