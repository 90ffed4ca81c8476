package io.millrace.trainer.block;

import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes and holds parameters under a prefix. Initial values depend only on the seed and the
 * parameter's name, so a new block does not change other blocks, and all machines get the same.
 */
public final class Parameters {

  private final Scope scope;
  private final long seed;
  private final NumberType type;
  private final String prefix;
  private final Map<String, Parameter> all;

  /**
   * @param scope owns the parameters
   * @param type float32, or float64 to check gradients
   */
  public Parameters(Scope scope, long seed, NumberType type) {
    this(scope, seed, type, "", new TreeMap<>());
  }

  private Parameters(
      Scope scope, long seed, NumberType type, String prefix, Map<String, Parameter> all) {
    this.scope = scope;
    this.seed = seed;
    this.type = type;
    this.prefix = prefix;
    this.all = all;
  }

  /** A view with the longer prefix {@code prefix.name.}. */
  public Parameters at(String name) {
    return new Parameters(scope, seed, type, prefix + name + ".", all);
  }

  /** The prefix, without the dot at its end. */
  public String path() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  /** Number type of the parameters. */
  public NumberType type() {
    return type;
  }

  /** Adds a parameter with normally distributed numbers of mean 0. */
  public Tensor normal(String name, double deviation, long... shape) {
    double[] numbers = new double[count(shape)];
    NormalNumbers.of(seed, prefix + name).fill(numbers, deviation);
    return add(name, numbers, shape);
  }

  /** Adds a parameter with equal numbers. */
  public Tensor constant(String name, double value, long... shape) {
    double[] numbers = new double[count(shape)];
    Arrays.fill(numbers, value);
    return add(name, numbers, shape);
  }

  private static int count(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return Math.toIntExact(count);
  }

  private Tensor add(String name, double[] numbers, long[] shape) {
    String full = prefix + name;
    if (all.containsKey(full)) {
      throw new IllegalArgumentException("there are two parameters " + full);
    }
    try (Tensor start = scope.of(numbers, type, shape)) {
      Tensor value = Ops.parameter(scope, start);
      all.put(full, new Parameter(full, value));
      return value;
    }
  }

  /** The parameters under this prefix, ordered by name. */
  public List<Parameter> all() {
    List<Parameter> under = new ArrayList<>();
    for (Parameter parameter : all.values()) {
      if (parameter.name().startsWith(prefix)) {
        under.add(parameter);
      }
    }
    return List.copyOf(under);
  }

  /** Number of values of all parameters under this prefix. */
  public long count() {
    return all().stream().mapToLong(parameter -> parameter.value().count()).sum();
  }
}
