package io.millrace.trainer.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes GGUF, version 3 (ggml, {@code docs/gguf.md}): a header with keys and values, the offsets
 * of the tensors, then the tensors, each aligned to 32 bytes. Everything is little-endian.
 */
final class GgufWriter {

  private static final int VERSION = 3;
  private static final int ALIGNMENT = 32;
  private static final int UINT32 = 4;
  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private final Bytes values = new Bytes();
  private final List<Entry> tensors = new ArrayList<>();
  private long count;

  /** Reads the numbers of a tensor when they are written. */
  @FunctionalInterface
  interface Numbers {
    float[] get() throws IOException;
  }

  private record Entry(String name, long[] shape, boolean half, Numbers numbers) {
    long bytes() {
      long bytes = half ? 2 : 4;
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
      return bytes;
    }
  }

  void number(String key, long value) {
    key(key, UINT32);
    values.integer(Math.toIntExact(value));
  }

  void real(String key, double value) {
    key(key, FLOAT32);
    values.integer(Float.floatToIntBits((float) value));
  }

  void flag(String key, boolean value) {
    key(key, BOOL);
    values.write(value ? 1 : 0);
  }

  void text(String key, String value) {
    key(key, STRING);
    values.text(value);
  }

  void texts(String key, List<String> list) {
    key(key, ARRAY);
    values.integer(STRING);
    values.number(list.size());
    list.forEach(values::text);
  }

  void integers(String key, int[] list) {
    key(key, ARRAY);
    values.integer(INT32);
    values.number(list.length);
    for (int value : list) {
      values.integer(value);
    }
  }

  private void key(String key, int type) {
    values.text(key);
    values.integer(type);
    count++;
  }

  /**
   * @param shape in row-major order; the file has it reversed
   * @param half whether to write float16, else float32
   */
  void tensor(String name, long[] shape, boolean half, Numbers numbers) {
    tensors.add(new Entry(name, shape.clone(), half, numbers));
  }

  void write(OutputStream out) throws IOException {
    Bytes head = new Bytes();
    head.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    head.integer(VERSION);
    head.number(tensors.size());
    head.number(count);
    values.writeTo(head);
    long place = 0;
    for (Entry tensor : tensors) {
      head.text(tensor.name);
      head.integer(tensor.shape.length);
      for (int axis = tensor.shape.length - 1; axis >= 0; axis--) {
        head.number(tensor.shape[axis]);
      }
      head.integer(tensor.half ? 1 : 0);
      head.number(place);
      place += padded(tensor.bytes());
    }
    head.writeBytes(new byte[(int) (padded(head.size()) - head.size())]);
    head.writeTo(out);
    for (Entry tensor : tensors) {
      write(tensor, out);
    }
  }

  private static long padded(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static void write(Entry tensor, OutputStream out) throws IOException {
    float[] numbers = tensor.numbers.get();
    int length = Math.multiplyExact(numbers.length, tensor.half ? 2 : 4);
    if (length != tensor.bytes()) {
      throw new IllegalArgumentException(
          tensor.name + " has " + numbers.length + " numbers, which its shape does not have");
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(padded(length))).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      if (tensor.half) {
        bytes.putShort(half(number));
      } else {
        bytes.putFloat(number);
      }
    }
    out.write(bytes.array());
  }

  /** The nearest float16 (IEEE 754 binary16), ties to even; larger numbers become infinity. */
  static short half(float number) {
    int bits = Float.floatToRawIntBits(number);
    int sign = bits >>> 16 & 0x8000;
    int exponent = bits >>> 23 & 0xFF;
    int fraction = bits & 0x7FFFFF;
    if (exponent == 0xFF) {
      return (short) (sign | 0x7C00 | (fraction == 0 ? 0 : 0x200));
    }
    int shifted = exponent - 112;
    if (shifted >= 0x1F) {
      return (short) (sign | 0x7C00);
    }
    int drop = 13;
    if (shifted <= 0) {
      if (shifted < -10) {
        return (short) sign;
      }
      fraction |= 0x800000;
      drop += 1 - shifted;
      shifted = 0;
    }
    int kept = shifted << 10 | fraction >>> drop;
    int rest = fraction & (1 << drop) - 1;
    int middle = 1 << drop - 1;
    // rounding up may carry into the exponent, as it should
    kept += rest > middle || rest == middle && (kept & 1) == 1 ? 1 : 0;
    return (short) (sign | kept);
  }

  private static final class Bytes extends ByteArrayOutputStream {

    void integer(int value) {
      for (int shift = 0; shift < 32; shift += 8) {
        write(value >>> shift);
      }
    }

    void number(long value) {
      integer((int) value);
      integer((int) (value >>> 32));
    }

    void text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      number(bytes.length);
      writeBytes(bytes);
    }
  }
}
