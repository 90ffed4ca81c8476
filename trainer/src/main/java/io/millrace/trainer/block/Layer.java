package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Tensor;

/** A block that turns one tensor into another. */
public interface Layer extends ModelPart {

  /**
   * @param pass the pass that this is part of; its scope owns the result
   * @param x stays the caller's
   */
  Tensor forward(Pass pass, Tensor x);
}
