/**
 * Writes dual encoders as ONNX files, for programs without PyTorch such as the stage image-score.
 *
 * <p>Begin with {@link DualEncoderExport}. {@link OnnxGraph} is a model as a list of nodes, {@link
 * OnnxLayers} and {@link OnnxTower} add the nodes of blocks, {@link Message} writes protobuf.
 *
 * <p>Trap: the graph repeats by hand what the blocks compute. A change of a block needs the same
 * change here; tests compare both on the same input.
 */
package io.millrace.trainer.onnx;
