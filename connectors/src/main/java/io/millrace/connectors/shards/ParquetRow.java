package io.millrace.connectors.shards;

import io.millrace.corpus.WellFormed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** The row being written, column by column, and the bytes its row group has taken so far. */
final class ParquetRow {

  private final RecordConsumer consumer;
  private long bytes;

  ParquetRow(RecordConsumer consumer) {
    this.consumer = consumer;
  }

  /** Uncompressed bytes of all values since the row group began. */
  long bytes() {
    return bytes;
  }

  /** Adds a text, made well formed. */
  void text(String column, int index, String value) {
    Binary binary = binary(value);
    consumer.startField(column, index);
    consumer.addBinary(binary);
    consumer.endField(column, index);
    bytes += binary.length() + Integer.BYTES;
  }

  /** Adds a number, or nothing when it is NaN. */
  void number(String column, int index, double value) {
    if (!Double.isNaN(value)) {
      consumer.startField(column, index);
      consumer.addDouble(value);
      consumer.endField(column, index);
      bytes += Double.BYTES;
    }
  }

  void integer(String column, int index, int value) {
    consumer.startField(column, index);
    consumer.addInteger(value);
    consumer.endField(column, index);
    bytes += Integer.BYTES;
  }

  void truth(String column, int index, boolean value) {
    consumer.startField(column, index);
    consumer.addBoolean(value);
    consumer.endField(column, index);
    bytes++;
  }

  /** Adds a group of fields. */
  void group(String column, int index, Runnable fields) {
    consumer.startField(column, index);
    consumer.startGroup();
    fields.run();
    consumer.endGroup();
    consumer.endField(column, index);
  }

  /** Adds a list of key and value, in order of well-formed keys. */
  void entries(String column, int index, SortedMap<String, String> map) {
    consumer.startField(column, index);
    consumer.startGroup();
    if (!map.isEmpty()) {
      consumer.startField("list", 0);
      for (Map.Entry<String, String> entry : WellFormed.keys(map).entrySet()) {
        consumer.startGroup();
        consumer.startField("element", 0);
        consumer.startGroup();
        text("key", 0, entry.getKey());
        text("value", 1, entry.getValue());
        consumer.endGroup();
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
    consumer.endField(column, index);
  }

  static Binary binary(String value) {
    return Binary.fromConstantByteArray(WellFormed.of(value).getBytes(StandardCharsets.UTF_8));
  }
}
