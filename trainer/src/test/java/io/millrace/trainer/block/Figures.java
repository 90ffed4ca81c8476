package io.millrace.trainer.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Results of bench/trainer/reference_blocks.py, and the formula of its inputs. */
public final class Figures {

  private static final JsonNode ALL = read();

  private Figures() {}

  /** Results by name. */
  public static double[] of(String name) {
    JsonNode array = ALL.get(name);
    double[] numbers = new double[array.size()];
    Arrays.setAll(numbers, i -> array.get(i).doubleValue());
    return numbers;
  }

  /** The formula for a tensor of this name. */
  public static double[] formula(String name, int count) {
    int start = 0;
    for (byte one : name.getBytes(StandardCharsets.US_ASCII)) {
      start += one;
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = .3 * Math.sin(.7 * i + start % 97);
    }
    if (name.contains("norm") && name.endsWith("weight")) {
      Arrays.setAll(values, i -> 1 + .5 * values[i]);
    }
    return values;
  }

  /** The formula times a factor. */
  public static Tensor tensor(Scope scope, double factor, String name, long... shape) {
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    return scope.of(Arrays.stream(formula(name, count)).map(x -> factor * x).toArray(), shape);
  }

  /** The formula times 0 to 6, which makes rows different. */
  public static Tensor uneven(Scope scope, String name, long... shape) {
    double[] numbers = tensor(scope, 1, name, shape).doubles();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= i * i % 11 * .6;
    }
    return scope.of(numbers, shape);
  }

  /** Fills parameters with the formula. */
  public static void fill(Scope scope, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      Tensor value = parameter.value();
      double[] numbers = formula(parameter.name(), Math.toIntExact(value.count()));
      Ops.assign(scope, value, scope.of(numbers, value.type(), value.shape()));
    }
  }

  private static JsonNode read() {
    try (InputStream in = Figures.class.getResourceAsStream("blocks.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
