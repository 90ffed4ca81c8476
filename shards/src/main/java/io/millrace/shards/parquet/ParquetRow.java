package io.millrace.shards.parquet;

import io.millrace.corpus.WellFormed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes the columns of the current row and counts the bytes of its row group. */
public final class ParquetRow {

  private final RecordConsumer consumer;
  private long bytes;

  ParquetRow(RecordConsumer consumer) {
    this.consumer = consumer;
  }

  /** Uncompressed bytes of all values in the row group so far. */
  public long bytes() {
    return bytes;
  }

  /** Adds a text, made well formed. */
  public void text(String column, int index, String value) {
    Binary binary = binary(value);
    consumer.startField(column, index);
    consumer.addBinary(binary);
    consumer.endField(column, index);
    bytes += binary.length() + Integer.BYTES;
  }

  /** Adds a text, or nothing when it is null. */
  public void optionalText(String column, int index, String value) {
    if (value != null) {
      text(column, index, value);
    }
  }

  /** Adds a number, or nothing when it is NaN. */
  public void number(String column, int index, double value) {
    if (!Double.isNaN(value)) {
      consumer.startField(column, index);
      consumer.addDouble(value);
      consumer.endField(column, index);
      bytes += Double.BYTES;
    }
  }

  public void integer(String column, int index, int value) {
    consumer.startField(column, index);
    consumer.addInteger(value);
    consumer.endField(column, index);
    bytes += Integer.BYTES;
  }

  public void count(String column, int index, long value) {
    consumer.startField(column, index);
    consumer.addLong(value);
    consumer.endField(column, index);
    bytes += Long.BYTES;
  }

  public void flag(String column, int index, boolean value) {
    consumer.startField(column, index);
    consumer.addBoolean(value);
    consumer.endField(column, index);
    bytes++;
  }

  /** Adds bytes; the array is not copied and must not change. */
  public void bytes(String column, int index, byte[] value) {
    consumer.startField(column, index);
    consumer.addBinary(Binary.fromConstantByteArray(value));
    consumer.endField(column, index);
    bytes += value.length + Integer.BYTES;
  }

  /** Adds a list of groups in Parquet's standard three-level form. */
  public <T> void list(String column, int index, List<T> items, Consumer<T> fields) {
    consumer.startField(column, index);
    consumer.startGroup();
    if (!items.isEmpty()) {
      consumer.startField("list", 0);
      for (T item : items) {
        consumer.startGroup();
        consumer.startField("element", 0);
        consumer.startGroup();
        fields.accept(item);
        consumer.endGroup();
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
    consumer.endField(column, index);
  }

  public void group(String column, int index, Runnable fields) {
    consumer.startField(column, index);
    consumer.startGroup();
    fields.run();
    consumer.endGroup();
    consumer.endField(column, index);
  }

  /** Adds a list of key and value, in order of well-formed keys. */
  public void entries(String column, int index, SortedMap<String, String> map) {
    list(
        column,
        index,
        List.copyOf(WellFormed.keys(map).entrySet()),
        entry -> {
          text("key", 0, entry.getKey());
          text("value", 1, entry.getValue());
        });
  }

  public static Binary binary(String value) {
    return Binary.fromConstantByteArray(WellFormed.of(value).getBytes(StandardCharsets.UTF_8));
  }
}
