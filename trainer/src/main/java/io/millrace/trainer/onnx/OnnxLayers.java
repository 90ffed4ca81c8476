package io.millrace.trainer.onnx;

import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.onnx.OnnxGraph.Attribute;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Adds the blocks of encoders as nodes, with parameters by their names. Values are [batch, tokens,
 * width].
 */
public final class OnnxLayers {

  private final OnnxGraph graph;
  private final Map<String, Tensor> parameters = new TreeMap<>();

  public OnnxLayers(OnnxGraph graph, List<Parameter> parameters) {
    this.graph = graph;
    parameters.forEach(parameter -> this.parameters.put(parameter.name(), parameter.value()));
  }

  /** Numbers of a parameter. */
  public float[] numbers(String name) {
    return tensor(name).floats();
  }

  private Tensor tensor(String name) {
    Tensor tensor = parameters.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the model has no parameter " + name);
    }
    return tensor;
  }

  /** A parameter as a constant. */
  public String parameter(String name) {
    return graph.constant(numbers(name), tensor(name).shape());
  }

  /** x W^T, plus a bias if the name has one. */
  public String linear(String name, String x) {
    Tensor weight = tensor(name + ".weight");
    int out = Math.toIntExact(weight.size(0));
    int in = Math.toIntExact(weight.size(1));
    float[] rows = weight.floats();
    float[] columns = new float[rows.length];
    for (int i = 0; i < out; i++) {
      for (int j = 0; j < in; j++) {
        columns[j * out + i] = rows[i * in + j];
      }
    }
    String product = op("MatMul", x, graph.constant(columns, in, out));
    return parameters.containsKey(name + ".bias")
        ? op("Add", product, parameter(name + ".bias"))
        : product;
  }

  /** Layer normalisation without bias over the last axis. */
  public String gain(String name, String x, double epsilon) {
    return graph.node(
        "LayerNormalization",
        List.of(x, parameter(name + ".weight")),
        Attribute.whole("axis", -1),
        Attribute.real("epsilon", epsilon));
  }

  /** GELU by the error function. */
  public String gelu(String x) {
    String error = op("Erf", op("Mul", x, graph.constant(Math.sqrt(.5))));
    return op("Mul", op("Mul", x, graph.constant(.5)), op("Add", error, graph.constant(1)));
  }

  /** GELU MLP. */
  public String mlp(String name, String x) {
    return linear(name + ".down", gelu(linear(name + ".up", x)));
  }

  /**
   * Attention with normalised queries and keys.
   *
   * @param from source of queries
   * @param x source of keys and values
   * @param mask added to the scores [batch, heads, queries, tokens]
   */
  public String attention(
      String name, String from, String x, int heads, double epsilon, Optional<String> mask) {
    long headWidth = tensor(name + ".query_norm.weight").size(0);
    String q =
        headed(gain(name + ".query_norm", split(linear(name + ".query", from), heads), epsilon));
    String k = gain(name + ".key_norm", split(linear(name + ".key", x), heads), epsilon);
    String v = headed(split(linear(name + ".value", x), heads));
    String scores = op("MatMul", q, permute(k, 0, 2, 3, 1));
    scores = op("Mul", scores, graph.constant(1 / Math.sqrt(headWidth)));
    if (mask.isPresent()) {
      scores = op("Add", scores, mask.get());
    }
    String seen = permute(op("MatMul", softmax(scores, -1), v), 0, 2, 1, 3);
    String joined = op("Reshape", seen, graph.whole(0, -1, heads * headWidth));
    return linear(name + ".output", joined);
  }

  private String split(String x, int heads) {
    long width = -1;
    return op("Reshape", x, graph.whole(0, 0, heads, width));
  }

  private String headed(String x) {
    return permute(x, 0, 2, 1, 3);
  }

  /** Reorders axes. */
  public String permute(String x, long... order) {
    return graph.node("Transpose", List.of(x), Attribute.wholes("perm", order));
  }

  /** Softmax over one axis. */
  public String softmax(String x, long axis) {
    return graph.node("Softmax", List.of(x), Attribute.whole("axis", axis));
  }

  /** Rows with norm 1 over the last axis. */
  public String unit(String x, String least) {
    return op("Div", x, op("Max", norm(x), least));
  }

  /** Euclidean norm over the last axis, which keeps size 1. */
  public String norm(String x) {
    return graph.node(
        "ReduceL2", List.of(x), Attribute.wholes("axes", -1), Attribute.whole("keepdims", 1));
  }

  /** Sum over an axis, which is removed. */
  public String sum(String x, long axis) {
    return graph.node("ReduceSum", List.of(x, graph.whole(axis)), Attribute.whole("keepdims", 0));
  }

  /** Mean over an axis, which is removed. */
  public String mean(String x, long axis) {
    return graph.node(
        "ReduceMean", List.of(x), Attribute.wholes("axes", axis), Attribute.whole("keepdims", 0));
  }

  /** Converts integers or booleans to floats. */
  public String floats(String x) {
    return graph.node("Cast", List.of(x), Attribute.whole("to", 1));
  }

  /** Concatenates parts along an axis. */
  public String concat(List<String> parts, long axis) {
    return graph.node("Concat", parts, Attribute.whole("axis", axis));
  }

  /** Adds a node with one result and without attributes. */
  public String op(String operator, String... inputs) {
    return graph.node(operator, List.of(inputs));
  }

  public OnnxGraph graph() {
    return graph;
  }
}
