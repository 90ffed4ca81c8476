package io.millrace.trainer.tensor;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Owner of tensors: tensors that a function makes in a scope are freed when that scope is closed;
 * the scopes of the arguments do not matter. A training step has its own scope, so it leaks
 * nothing. For one thread at a time.
 */
public final class Scope implements AutoCloseable {

  private final Torch torch;
  private final PtNDManager manager;
  private final boolean differentiable;

  Scope(Torch torch, PtNDManager manager, boolean differentiable) {
    this.torch = torch;
    this.manager = manager;
    this.differentiable = differentiable;
  }

  /** A child scope in which functions keep what their gradients need. */
  public Scope training() {
    requireOpen();
    return new Scope(torch, manager.newSubManager(manager.getDevice()), true);
  }

  /** A child scope without gradients. */
  public Scope evaluation() {
    requireOpen();
    return new Scope(torch, manager.newSubManager(manager.getDevice()), false);
  }

  /** Whether functions keep what their gradients need. */
  public boolean isTraining() {
    return differentiable;
  }

  /** Number of tensors that it owns now, without those of child scopes. */
  public int live() {
    int live = 0;
    for (Object resource : manager.getManagedArrays()) {
      live += resource instanceof PtNDArray ? 1 : 0;
    }
    return live;
  }

  /** A tensor of float32. */
  public Tensor of(float[] numbers, long... shape) {
    ByteBuffer bytes = room(numbers.length, NumberType.FLOAT32, shape);
    bytes.asFloatBuffer().put(numbers);
    return of(bytes, NumberType.FLOAT32, shape);
  }

  /** A tensor of float64. */
  public Tensor of(double[] numbers, long... shape) {
    ByteBuffer bytes = room(numbers.length, NumberType.FLOAT64, shape);
    bytes.asDoubleBuffer().put(numbers);
    return of(bytes, NumberType.FLOAT64, shape);
  }

  /** A tensor of float32 or float64; the numbers are rounded to the type. */
  public Tensor of(double[] numbers, NumberType type, long... shape) {
    if (type == NumberType.FLOAT64) {
      return of(numbers, shape);
    }
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return of(floats, shape);
  }

  /** A tensor of int64, for ids and positions. */
  public Tensor of(int[] numbers, long... shape) {
    ByteBuffer bytes = room(numbers.length, NumberType.INT64, shape);
    for (int i = 0; i < numbers.length; i++) {
      bytes.putLong(8 * i, numbers[i]);
    }
    return of(bytes, NumberType.INT64, shape);
  }

  /** A tensor from little-endian bytes in row-major order, which are copied. */
  public Tensor of(ByteBuffer bytes, NumberType type, long... shape) {
    ByteBuffer direct = bytes;
    if (!bytes.isDirect()) {
      direct = ByteBuffer.allocateDirect(bytes.remaining());
      direct.put(bytes.duplicate()).flip();
    }
    direct.order(ByteOrder.nativeOrder());
    requireOpen();
    // a tensor from a buffer shares its memory, which Java may free at any time
    try (PtNDArray borrowed = manager.create(direct, new Shape(shape), type.djl())) {
      return call("copy", new Tensor(this, borrowed));
    }
  }

  private static ByteBuffer room(int numbers, NumberType type, long[] shape) {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    if (count != numbers || numbers == 0) {
      throw new TorchException(
          numbers + " numbers do not fill a tensor of shape " + Arrays.toString(shape));
    }
    return ByteBuffer.allocateDirect(Math.multiplyExact(numbers, type.bytes()))
        .order(ByteOrder.nativeOrder());
  }

  /**
   * Runs a function of {@code functions.torchscript} that gives one tensor.
   *
   * @param arguments tensors, lists of tensors, booleans, longs, doubles, or arrays of long
   * @throws TorchException if PyTorch refuses: shapes that do not fit, closed tensors
   */
  Tensor call(String function, Object... arguments) {
    try (IValue result = run(function, arguments)) {
      return new Tensor(this, result.toTensor(manager));
    }
  }

  /** Calls a differentiable function, whose first argument is whether this is a training scope. */
  Tensor differentiable(String function, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = differentiable;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return call(function, all);
  }

  /** Runs a function that gives a list of tensors. */
  List<Tensor> callForList(String function, Object... arguments) {
    try (IValue result = run(function, arguments)) {
      return Arrays.stream(result.toTensorArray(manager))
          .map(array -> new Tensor(this, array))
          .toList();
    }
  }

  private IValue run(String function, Object[] arguments) {
    requireOpen();
    IValue[] values = new IValue[arguments.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = value(function, arguments[i]);
      }
      return torch.run(function, values);
    } finally {
      for (IValue value : values) {
        if (value != null) {
          value.close();
        }
      }
    }
  }

  private static IValue value(String function, Object argument) {
    if (argument instanceof Tensor tensor) {
      return IValue.from(tensor.array());
    }
    if (argument instanceof Boolean flag) {
      return IValue.from(flag.booleanValue());
    }
    if (argument instanceof Long number) {
      return IValue.from(number.longValue());
    }
    if (argument instanceof Double number) {
      return IValue.from(number.doubleValue());
    }
    if (argument instanceof long[] numbers) {
      return IValue.listFrom(numbers);
    }
    if (argument instanceof List<?> list && !list.isEmpty()) {
      PtNDArray[] arrays = new PtNDArray[list.size()];
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = ((Tensor) list.get(i)).array();
      }
      return IValue.listFrom(arrays);
    }
    throw new TorchException(function + " does not accept the argument " + argument);
  }

  private void requireOpen() {
    if (!manager.isOpen()) {
      throw new TorchException("a scope was used after it was closed");
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
