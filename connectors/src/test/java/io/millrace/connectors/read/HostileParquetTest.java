package io.millrace.connectors.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.FailReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small files that state sizes which no memory holds: their rows fail, and nothing is allocated.
 */
class HostileParquetTest {

  private static final int ROWS = 3;
  private static final int HUGE = 1 << 30;
  private static final String TEXT = "required binary text (STRING)";
  private static final PrimitiveType TYPE = Types.required(PrimitiveTypeName.BINARY).named("text");

  @TempDir Path folder;

  @Test
  void aDictionaryOfMoreEntriesThanBytes() throws IOException {
    byte[] entries = {1, 0, 0, 0, 'a'};
    byte[] file =
        ParquetFiles.ofPages(
            TEXT,
            ROWS,
            out -> {
              BytesInput bytes = BytesInput.from(entries);
              out.writeDictionaryPage(new DictionaryPage(bytes, HUGE, Encoding.PLAIN));
              page(out, ROWS, Encoding.PLAIN_DICTIONARY, new byte[] {0, 6});
            });
    assertLost(file, "damaged page: a dictionary of 1073741824 entries in 5 bytes");
  }

  @Test
  void aRunOfMoreValuesThanThePageHas() throws IOException {
    for (int width : new int[] {0, 1, 32}) {
      byte[] indices = joined(new byte[] {(byte) width}, varint(HUGE / 8 * 2 + 1));
      byte[] file =
          ParquetFiles.ofPages(
              TEXT,
              ROWS,
              out -> {
                BytesInput bytes = BytesInput.from(new byte[] {1, 0, 0, 0, 'a'});
                out.writeDictionaryPage(new DictionaryPage(bytes, 1, Encoding.PLAIN));
                page(out, ROWS, Encoding.PLAIN_DICTIONARY, indices);
              });
      assertLost(file, "damaged page: a run of 1073741824 values in 0 bytes");
    }
  }

  @Test
  void aPageOfMoreValuesThanItHasBytes() throws IOException {
    byte[] levels = varint(HUGE / 8 * 2 + 1);
    byte[] file =
        ParquetFiles.ofPages(
            "optional binary text (STRING)",
            HUGE,
            out -> page(out, HUGE, Encoding.PLAIN, joined(little(levels.length), levels)));
    Collected found = read(file);
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().get(0).detail())
        .contains("damaged page: a run of 1073741824 values in 0 bytes");
  }

  @Test
  void deltasOfMoreValuesThanThePageHas() throws IOException {
    byte[] manyValues = joined(varint(128), varint(4), varint(HUGE), varint(0));
    byte[] manyMiniBlocks = joined(varint(HUGE), varint(HUGE / 8), varint(1), varint(0));
    byte[] largeBlock = joined(varint(HUGE), varint(1), varint(2), varint(0));
    for (byte[] deltas : List.of(manyValues, manyMiniBlocks, largeBlock)) {
      assertLost(
          ParquetFiles.ofPages(
              "required int64 text",
              ROWS,
              out -> page(out, ROWS, Encoding.DELTA_BINARY_PACKED, deltas)),
          "damaged page: deltas of");
      for (Encoding ofTexts :
          List.of(Encoding.DELTA_LENGTH_BYTE_ARRAY, Encoding.DELTA_BYTE_ARRAY)) {
        assertLost(
            ParquetFiles.ofPages(TEXT, ROWS, out -> page(out, ROWS, ofTexts, deltas)),
            "damaged page: deltas of");
      }
    }
  }

  @Test
  void aValueThatTakesMoreOfTheOneBeforeThanThereIs() throws IOException {
    byte[] prefixes = joined(varint(128), varint(4), varint(1), varint(2 * HUGE - 100));
    byte[] suffixes = joined(varint(128), varint(4), varint(1), varint(2), new byte[] {'a'});
    assertLost(
        ParquetFiles.ofPages(
            TEXT, 1, out -> page(out, 1, Encoding.DELTA_BYTE_ARRAY, joined(prefixes, suffixes))),
        "damaged page: a value of 1 bytes after 1073741774 of 0");
  }

  @Test
  void valuesThatShareTheirBeginningAreRead() throws IOException {
    ValuesWriter values = new DeltaByteArrayWriter(100, 10_000, new HeapByteBufferAllocator());
    for (String text : List.of("millstone", "millrace", "")) {
      values.writeBytes(Binary.fromString(text));
    }
    byte[] bytes = values.getBytes().toByteArray();
    Collected found =
        read(
            ParquetFiles.ofPages(
                TEXT, ROWS, out -> page(out, ROWS, Encoding.DELTA_BYTE_ARRAY, bytes)));
    assertThat(found.documents()).extracting("text").containsExactly("millstone", "millrace", "");
  }

  private static void page(ParquetFileWriter out, int values, Encoding encoding, byte[] bytes)
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

  private void assertLost(byte[] file, String detail) throws IOException {
    Collected found = read(file);
    assertThat(found.records).isNotEmpty().hasSameSizeAs(found.unreadable());
    assertThat(found.unreadable())
        .allSatisfy(
            lost -> {
              assertThat(lost.failure()).isEqualTo(FailReason.DAMAGED_FILE);
              assertThat(lost.detail()).contains(detail);
            });
  }

  private Collected read(byte[] file) throws IOException {
    return Collected.of(
        InputKind.CULTURAX, InputSettings.defaults(), folder.resolve("a.parquet"), file);
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
