package io.millrace.connectors.read.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Small Parquet files with a column {@code text} that state huge sizes. */
public final class HostileParquet {

  static final String TEXT = "required binary text (STRING)";
  private static final int ROWS = 3;
  private static final int HUGE = 1 << 30;
  private static final PrimitiveType TYPE = Types.required(PrimitiveTypeName.BINARY).named("text");

  private HostileParquet() {}

  /**
   * A file and the message of its failure.
   *
   * @param body the whole file
   * @param detail a part of the failure's detail
   */
  public record Hostile(byte[] body, String detail) {}

  /** All of them by name. */
  public static Map<String, Hostile> all() throws IOException {
    Map<String, Hostile> all = new LinkedHashMap<>();
    all.put(
        "dictionary",
        new Hostile(dictionary(), "damaged page: a dictionary of 1073741824 entries in 5 bytes"));
    for (int width : new int[] {0, 1, 32}) {
      all.put(
          "run-of-width-" + width,
          new Hostile(run(width), "damaged page: a run of 1073741824 values in 0 bytes"));
    }
    all.put("levels", new Hostile(levels(), "damaged page: a run of 1073741824 values in 0 bytes"));
    deltas(all);
    byte[] prefixes = joined(varint(128), varint(4), varint(1), varint(2 * HUGE - 100));
    byte[] suffixes = joined(varint(128), varint(4), varint(1), varint(2), new byte[] {'a'});
    all.put(
        "prefix",
        new Hostile(
            ParquetFiles.ofPages(
                TEXT,
                1,
                out -> page(out, 1, Encoding.DELTA_BYTE_ARRAY, joined(prefixes, suffixes))),
            "damaged page: a value of 1 bytes after 1073741774 of 0"));
    return all;
  }

  /** A dictionary of more entries than bytes. */
  private static byte[] dictionary() throws IOException {
    return ParquetFiles.ofPages(
        TEXT,
        ROWS,
        out -> {
          BytesInput bytes = BytesInput.from(new byte[] {1, 0, 0, 0, 'a'});
          out.writeDictionaryPage(new DictionaryPage(bytes, HUGE, Encoding.PLAIN));
          page(out, ROWS, Encoding.PLAIN_DICTIONARY, new byte[] {0, 6});
        });
  }

  /** A run of more values than the page has. */
  private static byte[] run(int width) throws IOException {
    byte[] indices = joined(new byte[] {(byte) width}, varint(HUGE / 8 * 2 + 1));
    return ParquetFiles.ofPages(
        TEXT,
        ROWS,
        out -> {
          BytesInput bytes = BytesInput.from(new byte[] {1, 0, 0, 0, 'a'});
          out.writeDictionaryPage(new DictionaryPage(bytes, 1, Encoding.PLAIN));
          page(out, ROWS, Encoding.PLAIN_DICTIONARY, indices);
        });
  }

  /** A page of more values than it has bytes. */
  private static byte[] levels() throws IOException {
    byte[] levels = varint(HUGE / 8 * 2 + 1);
    return ParquetFiles.ofPages(
        "optional binary text (STRING)",
        HUGE,
        out -> page(out, HUGE, Encoding.PLAIN, joined(little(levels.length), levels)));
  }

  /** Deltas of more values, mini-blocks or values in a block than the page has. */
  private static void deltas(Map<String, Hostile> all) throws IOException {
    Map<String, byte[]> pages = new LinkedHashMap<>();
    pages.put("values", joined(varint(128), varint(4), varint(HUGE), varint(0)));
    pages.put("mini-blocks", joined(varint(HUGE), varint(HUGE / 8), varint(1), varint(0)));
    pages.put("block", joined(varint(HUGE), varint(1), varint(2), varint(0)));
    List<Encoding> encodings =
        List.of(
            Encoding.DELTA_BINARY_PACKED,
            Encoding.DELTA_LENGTH_BYTE_ARRAY,
            Encoding.DELTA_BYTE_ARRAY);
    for (Map.Entry<String, byte[]> each : pages.entrySet()) {
      for (Encoding encoding : encodings) {
        String column = encoding == Encoding.DELTA_BINARY_PACKED ? "required int64 text" : TEXT;
        all.put(
            each.getKey() + "-of-" + encoding,
            new Hostile(
                ParquetFiles.ofPages(
                    column, ROWS, out -> page(out, ROWS, encoding, each.getValue())),
                "damaged page: deltas of"));
      }
    }
  }

  static void page(ParquetFileWriter out, int values, Encoding encoding, byte[] bytes)
      throws IOException {
    out.writeDataPage(
        values,
        bytes.length,
        BytesInput.from(bytes),
        Statistics.createStats(TYPE),
        values,
        Encoding.RLE,
        Encoding.RLE,
        encoding);
  }

  private static byte[] little(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static byte[] varint(int number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int left = number;
    while ((left & ~0x7f) != 0) {
      out.write(left & 0x7f | 0x80);
      left >>>= 7;
    }
    out.write(left);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
