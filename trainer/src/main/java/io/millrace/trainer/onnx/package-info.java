/** Writes models as ONNX files, for programs that have no PyTorch. */
package io.millrace.trainer.onnx;
