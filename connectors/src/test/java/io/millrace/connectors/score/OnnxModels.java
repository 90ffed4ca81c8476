package io.millrace.connectors.score;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Tiny ONNX models for tests, written field by field as in onnx.proto (ONNX 1.14, IR version 7,
 * opset 12).
 */
public final class OnnxModels {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private OnnxModels() {}

  /** A protobuf message. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private void varint(long value) {
      long left = value;
      while ((left & ~0x7fL) != 0) {
        bytes.write((int) (left & 0x7f | 0x80));
        left >>>= 7;
      }
      bytes.write((int) left);
    }

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.toBytes());
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }

  /**
   * {@code image_embeds = mean over pixels of pixel_values, times weights}: one row of weights for
   * each of three channels.
   */
  static byte[] image(float[][] weights) {
    Message graph = new Message().text(2, "image");
    addImage(graph, weights);
    return model(graph);
  }

  /** {@code text_embeds = sum over tokens of the token's row, where the mask is 1}. */
  static byte[] text(float[][] rows) {
    Message graph = new Message().text(2, "text");
    addText(graph, rows);
    return model(graph);
  }

  /** A model with both outputs. */
  public static byte[] joint(float[][] weights, float[][] rows) {
    Message graph = new Message().text(2, "joint");
    addImage(graph, weights);
    addText(graph, rows);
    return model(graph);
  }

  private static void addImage(Message graph, float[][] weights) {
    graph.message(1, node("GlobalAveragePool", "pooled", "pixel_values"));
    graph.message(1, node("Flatten", "mean", "pooled").message(5, number("axis", 1)));
    graph.message(1, node("MatMul", "image_embeds", "mean", "weights"));
    graph.message(5, floats("weights", weights));
    graph.message(11, value("pixel_values", FLOAT, "n", "3", "h", "w"));
    graph.message(12, value("image_embeds", FLOAT, "n", "" + weights[0].length));
  }

  private static void addText(Message graph, float[][] rows) {
    graph.message(1, node("Gather", "tokens", "rows", "input_ids"));
    graph.message(1, node("Cast", "mask", "attention_mask").message(5, number("to", FLOAT)));
    graph.message(1, node("Unsqueeze", "column", "mask").message(5, numbers("axes", 2)));
    graph.message(1, node("Mul", "masked", "tokens", "column"));
    graph.message(
        1,
        node("ReduceSum", "text_embeds", "masked")
            .message(5, numbers("axes", 1))
            .message(5, number("keepdims", 0)));
    graph.message(5, floats("rows", rows));
    graph.message(11, value("input_ids", INT64, "n", "t"));
    graph.message(11, value("attention_mask", INT64, "n", "t"));
    graph.message(12, value("text_embeds", FLOAT, "n", "" + rows[0].length));
  }

  private static Message node(String operator, String output, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, output).text(4, operator);
  }

  /** AttributeProto of an integer (type 2). */
  private static Message number(String name, long value) {
    return new Message().text(1, name).number(3, value).number(20, 2);
  }

  /** AttributeProto of integers (type 7). */
  private static Message numbers(String name, long value) {
    return new Message().text(1, name).number(8, value).number(20, 7);
  }

  /** TensorProto with raw data. */
  private static Message floats(String name, float[][] rows) {
    ByteBuffer raw =
        ByteBuffer.allocate(rows.length * rows[0].length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float value : row) {
        raw.putFloat(value);
      }
    }
    return new Message()
        .number(1, rows.length)
        .number(1, rows[0].length)
        .number(2, FLOAT)
        .text(8, name)
        .bytes(9, raw.array());
  }

  /** ValueInfoProto of a tensor; a dimension is a number or a name. */
  private static Message value(String name, int type, String... dimensions) {
    Message shape = new Message();
    for (String dimension : dimensions) {
      boolean fixed = dimension.matches("[0-9]+");
      shape.message(
          1,
          fixed
              ? new Message().number(1, Long.parseLong(dimension))
              : new Message().text(2, dimension));
    }
    Message tensor = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  private static byte[] model(Message graph) {
    return new Message()
        .number(1, 7)
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, 12))
        .toBytes();
  }
}
