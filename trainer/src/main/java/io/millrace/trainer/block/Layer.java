package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Tensor;

/** A part that maps one tensor to another. */
public interface Layer extends ModelPart {

  /**
   * @param pass its scope owns the result
   * @param x stays owned by the caller
   */
  Tensor forward(Pass pass, Tensor x);
}
