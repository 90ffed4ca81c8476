package io.millrace.trainer.tensor;

import ai.djl.pytorch.engine.PtNDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An array of numbers in PyTorch's memory, owned by the {@link Scope} that made it. Closing it
 * early frees its memory as soon as no gradient needs it; using it after that is an exception, not
 * a crash.
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

  /** Sizes of the axes; none for a single number. */
  public long[] shape() {
    return shape.clone();
  }

  /** Size of one axis; negative ones count from the last. */
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

  /** How many numbers it has. */
  public long count() {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return count;
  }

  /** Its numbers in row-major order, copied. */
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

  /** Its numbers in row-major order, copied. */
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
   * The one number that it has.
   *
   * @throws TorchException if it has another number of them
   */
  public double number() {
    if (count() != 1) {
      throw new TorchException(this + " has not one number");
    }
    return doubles()[0];
  }

  /** Hands its bytes (little-endian, row-major) to a reader, valid only until that returns. */
  public void read(BytesReader reader) {
    try (Tensor host = scope.call("to_host", this)) {
      reader.read(host.array().toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  /** Takes a tensor's bytes. */
  @FunctionalInterface
  public interface BytesReader {
    void read(ByteBuffer bytes);
  }

  /** Whether its memory was given back. */
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
