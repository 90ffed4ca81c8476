package io.millrace.trainer.tensor;

import ai.djl.pytorch.engine.PtNDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An array of numbers in PyTorch's memory, owned by the {@link Scope} that made it. Closing it
 * early frees its memory as soon as no gradient needs it; later use throws an exception.
 */
public final class Tensor implements AutoCloseable {

  private final Scope scope;
  private final PtNDArray array;
  private final long[] shape;
  private final NumberType type;

  Tensor(Scope scope, PtNDArray array) {
    this.scope = scope;
    this.array = array;
    this.shape = array.getShape().getShape();
    this.type = NumberType.of(array.getDataType());
  }

  /** Sizes of the axes; empty for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  /** Size of one axis; negative indices count from the last. */
  public long size(int axis) {
    return shape[axis < 0 ? shape.length + axis : axis];
  }

  /** Number of axes. */
  public int axes() {
    return shape.length;
  }

  public NumberType type() {
    return type;
  }

  /** Number of elements. */
  public long count() {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return count;
  }

  /** A copy of its numbers in row-major order. */
  public float[] floats() {
    float[] numbers = new float[Math.toIntExact(count())];
    if (type == NumberType.FLOAT32) {
      read(bytes -> bytes.asFloatBuffer().get(numbers));
    } else {
      double[] doubles = doubles();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) doubles[i];
      }
    }
    return numbers;
  }

  /** A copy of its numbers in row-major order. */
  public double[] doubles() {
    double[] numbers = new double[Math.toIntExact(count())];
    read(
        bytes -> {
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] =
                switch (type) {
                  case FLOAT32 -> bytes.getFloat(4 * i);
                  case FLOAT64 -> bytes.getDouble(8 * i);
                  case INT64 -> bytes.getLong(8 * i);
                };
          }
        });
    return numbers;
  }

  /**
   * Its only number.
   *
   * @throws TorchException if it does not have exactly one
   */
  public double number() {
    if (count() != 1) {
      throw new TorchException(this + " does not have exactly one number");
    }
    return doubles()[0];
  }

  /** Passes its bytes (little-endian, row-major) to a reader; they are valid until it returns. */
  public void read(BytesReader reader) {
    try (Tensor host = scope.call("to_host", this)) {
      reader.read(host.array().toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  /** Reads the bytes of a tensor. */
  @FunctionalInterface
  public interface BytesReader {
    void read(ByteBuffer bytes);
  }

  /** Whether it is closed. */
  public boolean isClosed() {
    return array.isReleased();
  }

  PtNDArray array() {
    if (array.isReleased()) {
      throw new TorchException(this + " was used after it was closed");
    }
    return array;
  }

  @Override
  public void close() {
    array.close();
  }

  @Override
  public String toString() {
    return "tensor of " + type + " " + Arrays.toString(shape);
  }
}
