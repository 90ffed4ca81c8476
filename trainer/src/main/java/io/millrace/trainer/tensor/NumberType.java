package io.millrace.trainer.tensor;

import ai.djl.ndarray.types.DataType;

/** Type of a tensor's numbers. */
public enum NumberType {
  FLOAT32(DataType.FLOAT32, "F32", 4),
  /** For gradient checks; models train in {@link #FLOAT32}. */
  FLOAT64(DataType.FLOAT64, "F64", 8),
  /** Token ids and positions. */
  INT64(DataType.INT64, "I64", 8);

  private final DataType djl;
  private final String safetensors;
  private final int bytes;

  NumberType(DataType djl, String safetensors, int bytes) {
    this.djl = djl;
    this.safetensors = safetensors;
    this.bytes = bytes;
  }

  /** Name of the type in a safetensors file. */
  public String safetensors() {
    return safetensors;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  DataType djl() {
    return djl;
  }

  static NumberType of(DataType type) {
    for (NumberType known : values()) {
      if (known.djl == type) {
        return known;
      }
    }
    throw new TorchException("tensors of " + type + " are not supported");
  }
}
