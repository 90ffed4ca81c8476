package io.millrace.trainer.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads and writes Hugging Face's safetensors: the length of a JSON header (8 bytes,
 * little-endian), the header with type, shape and offsets of each tensor, then the tensors' bytes.
 * DJL also writes the format, but without the entry {@code __metadata__.format} that transformers
 * requires.
 */
public final class Safetensors implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As in the reference implementation. */
  private static final int LONGEST_HEADER = 100_000_000;

  private static final int ALIGNMENT = 8;
  private static final String METADATA = "__metadata__";

  private final Path file;
  private final FileChannel channel;
  private final SortedMap<String, Entry> entries = new TreeMap<>();
  private long dataStart;

  private record Entry(NumberType type, long[] shape, long begin, long end) {}

  private Safetensors(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Writes tensors, ordered by name, and forces them to the disk; the file must not exist. */
  public static void write(Path file, SortedMap<String, Tensor> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject(METADATA).put("format", "pt");
    long place = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", tensor.type().safetensors());
      node.putPOJO("shape", tensor.shape());
      long end = place + tensor.count() * tensor.type().bytes();
      node.putArray("data_offsets").add(place).add(end);
      place = end;
    }
    byte[] json = JSON.writeValueAsBytes(header);
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer start = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(padded).put(json);
    while (start.hasRemaining()) {
      start.put((byte) ' ');
    }
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeAll(out, start.flip());
      for (Tensor tensor : tensors.values()) {
        tensor.read(bytes -> writeUnchecked(out, bytes));
      }
      out.force(true);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void writeUnchecked(FileChannel out, ByteBuffer bytes) {
    try {
      writeAll(out, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws IOException if it is no complete safetensors file; the message states the problem
   */
  public static Safetensors open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    Safetensors opened = new Safetensors(file, channel);
    try {
      opened.readHeader();
      return opened;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void readHeader() throws IOException {
    ByteBuffer length = readAt(0, 8);
    long bytes = length.getLong();
    if (bytes < 2 || bytes > LONGEST_HEADER || 8 + bytes > channel.size()) {
      throw bad("its header has " + bytes + " bytes");
    }
    ByteBuffer text = readAt(8, (int) bytes);
    dataStart = 8 + bytes;
    byte[] copy = new byte[(int) bytes];
    text.get(copy);
    JsonNode header;
    try {
      header = JSON.readTree(new String(copy, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not a safetensors file: " + e.getOriginalMessage(), e);
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = header.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!field.getKey().equals(METADATA)) {
        entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
      }
    }
  }

  private Entry entry(String name, JsonNode node) throws IOException {
    JsonNode shapeNode = node.path("shape");
    long[] shape = new long[shapeNode.size()];
    long count = 1;
    try {
      for (int i = 0; i < shape.length; i++) {
        shape[i] = shapeNode.get(i).asLong(-1);
        count = Math.multiplyExact(count, shape[i]);
        if (shape[i] < 1) {
          throw bad(name + " has the shape " + shapeNode);
        }
      }
      NumberType type = type(name, node.path("dtype").asText());
      long begin = node.path("data_offsets").path(0).asLong(-1);
      long end = node.path("data_offsets").path(1).asLong(-1);
      if (begin < 0
          || end - begin != Math.multiplyExact(count, type.bytes())
          || end > channel.size() - dataStart) {
        throw bad(name + " has the place " + node.path("data_offsets"));
      }
      return new Entry(type, shape, begin, end);
    } catch (ArithmeticException e) {
      throw bad(name + " has the shape " + shapeNode);
    }
  }

  private NumberType type(String name, String written) throws IOException {
    for (NumberType type : NumberType.values()) {
      if (type.safetensors().equals(written)) {
        return type;
      }
    }
    throw bad(name + " has the type '" + written + "'");
  }

  private IOException bad(String what) {
    return new IOException(file + " is no complete safetensors file: " + what);
  }

  private ByteBuffer readAt(long place, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, place + bytes.position()) < 0) {
        throw new EOFException(file + " ends early");
      }
    }
    return bytes.flip();
  }

  /** Shapes of its tensors by name. */
  public SortedMap<String, long[]> shapes() {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    entries.forEach((name, entry) -> shapes.put(name, entry.shape.clone()));
    return Collections.unmodifiableSortedMap(shapes);
  }

  /**
   * A tensor of the file, in a scope.
   *
   * @throws IOException if the file has no tensor of that name
   */
  public Tensor tensor(Scope scope, String name) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IOException(file + " has no tensor " + name);
    }
    ByteBuffer bytes = readAt(dataStart + entry.begin, Math.toIntExact(entry.end - entry.begin));
    return scope.of(bytes, entry.type, entry.shape);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
