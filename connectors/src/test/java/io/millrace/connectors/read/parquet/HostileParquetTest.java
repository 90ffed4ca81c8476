package io.millrace.connectors.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.files.Collected;
import io.millrace.corpus.FailReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files that state huge sizes: their rows fail without large allocations. */
class HostileParquetTest {

  @TempDir Path folder;

  static Stream<Arguments> hostile() throws IOException {
    return HostileParquet.all().entrySet().stream()
        .map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void rowsFailWithADetail(String name, HostileParquet.Hostile hostile) throws IOException {
    Collected found = read(hostile.body());
    assertThat(found.records).isNotEmpty().hasSameSizeAs(found.unreadable());
    assertThat(found.unreadable())
        .allSatisfy(
            lost -> {
              assertThat(lost.failure()).isEqualTo(FailReason.DAMAGED_FILE);
              assertThat(lost.detail()).contains(hostile.detail());
            });
  }

  @Test
  void readsValuesWithSharedPrefixes() throws IOException {
    ValuesWriter values = new DeltaByteArrayWriter(100, 10_000, new HeapByteBufferAllocator());
    for (String text : List.of("millstone", "millrace", "")) {
      values.writeBytes(Binary.fromString(text));
    }
    byte[] bytes = values.getBytes().toByteArray();
    Collected found =
        read(
            ParquetFiles.ofPages(
                HostileParquet.TEXT,
                3,
                out -> HostileParquet.page(out, 3, Encoding.DELTA_BYTE_ARRAY, bytes)));
    assertThat(found.documents()).extracting("text").containsExactly("millstone", "millrace", "");
  }

  private Collected read(byte[] file) throws IOException {
    return Collected.of(
        InputKind.CULTURAX, InputSettings.defaults(), folder.resolve("a.parquet"), file);
  }
}
