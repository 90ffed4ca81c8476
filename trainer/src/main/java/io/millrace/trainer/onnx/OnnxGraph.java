package io.millrace.trainer.onnx;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A model in the ONNX format (IR version 8, opset 17), built node by node. Values are identified by
 * name. It writes only the necessary messages and fields of onnx.proto.
 */
public final class OnnxGraph {

  /** Type of a value's numbers. */
  public enum Type {
    FLOAT(1),
    INT64(7);

    private final int code;

    Type(int code) {
      this.code = code;
    }
  }

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private static final int NODE = 1;
  private static final int GRAPH_NAME = 2;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;

  private final Message graph = new Message();
  private int values;

  /**
   * @param name of the graph
   */
  public OnnxGraph(String name) {
    graph.text(GRAPH_NAME, name);
  }

  /**
   * Adds an input of the model.
   *
   * @param axes each a number, or a name for a variable size
   */
  public String input(String name, Type type, String... axes) {
    graph.message(INPUT, value(name, type, axes));
    return name;
  }

  /** Makes a value an output of the model. */
  public void output(String name, String value, Type type, String... axes) {
    graph.message(NODE, node("Identity", name, List.of(value)));
    graph.message(OUTPUT, value(name, type, axes));
  }

  /** Adds a constant tensor. */
  public String constant(float[] numbers, long... shape) {
    ByteBuffer raw =
        ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(numbers);
    return constant(raw, Type.FLOAT, shape);
  }

  /** Adds a constant number. */
  public String constant(double number) {
    return constant(new float[] {(float) number});
  }

  /** Adds a constant list of integers, for shapes, axes and indices. */
  public String whole(long... numbers) {
    ByteBuffer raw =
        ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(numbers);
    return constant(raw, Type.INT64, numbers.length);
  }

  /** Adds a constant integer without axes. */
  public String scalar(long number) {
    ByteBuffer raw = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.putLong(0, number);
    return constant(raw, Type.INT64);
  }

  private String constant(ByteBuffer raw, Type type, long... shape) {
    String name = fresh("c");
    Message tensor = new Message();
    for (long size : shape) {
      tensor.number(1, size);
    }
    tensor.number(2, type.code).text(8, name).bytes(9, ByteString.copyFrom(raw.array()));
    graph.message(INITIALIZER, tensor);
    return name;
  }

  /** Adds a node with one result and returns the name of the result. */
  public String node(String operator, List<String> inputs, Attribute... attributes) {
    String name = fresh("v");
    Message node = node(operator, name, inputs);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    graph.message(NODE, node);
    return name;
  }

  /** A constant attribute of a node. */
  public record Attribute(Message message) {

    static Attribute whole(String name, long value) {
      return new Attribute(new Message().text(1, name).number(3, value).number(20, 2));
    }

    static Attribute real(String name, double value) {
      return new Attribute(new Message().text(1, name).real(2, (float) value).number(20, 1));
    }

    static Attribute wholes(String name, long... values) {
      Message message = new Message().text(1, name);
      for (long value : values) {
        message.number(8, value);
      }
      return new Attribute(message.number(20, 7));
    }
  }

  private static Message node(String operator, String output, List<String> inputs) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(3, output).text(4, operator);
  }

  private static Message value(String name, Type type, String... axes) {
    Message shape = new Message();
    for (String axis : axes) {
      boolean fixed = axis.chars().allMatch(Character::isDigit);
      shape.message(
          1, fixed ? new Message().number(1, Long.parseLong(axis)) : new Message().text(2, axis));
    }
    Message tensor = new Message().number(1, type.code).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  private String fresh(String prefix) {
    return prefix + values++;
  }

  /** Writes the model under a temporary name, then renames it. */
  public void write(Path file) throws IOException {
    Message model =
        new Message()
            .number(1, IR_VERSION)
            .text(2, "millrace")
            .message(7, graph)
            .message(8, new Message().text(1, "").number(2, OPSET));
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (OutputStream out = Files.newOutputStream(temporary)) {
      model.toBytes().writeTo(out);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
