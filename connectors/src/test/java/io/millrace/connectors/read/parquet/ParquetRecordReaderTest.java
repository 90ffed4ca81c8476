package io.millrace.connectors.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.InputVariants;
import io.millrace.connectors.read.files.Collected;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.corpus.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetRecordReaderTest {

  private static final InputSettings CULTURAX = InputSettings.defaults();

  @TempDir Path folder;

  private Path file() throws IOException {
    return Files.createDirectories(folder.resolve("de")).resolve("de_part_00000.parquet");
  }

  private static List<String> texts(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(ParquetFiles::text).toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
  void readsEveryCodec(CompressionCodecName codec) throws IOException {
    Collected found =
        Collected.of(InputKind.CULTURAX, CULTURAX, file(), ParquetFiles.culturax(40, codec));
    assertThat(found.texts()).isEqualTo(texts(40));
    Document seventh = found.documents().get(6);
    assertThat(seventh.url()).isEqualTo("https://example.de/7");
    assertThat(seventh.timestamp()).isEqualTo("2019-12-31T23:00:07Z");
    assertThat(seventh.source()).isEqualTo("mC4");
    assertThat(seventh.language()).isEqualTo("de");
    assertThat(seventh.metadata()).isEqualTo(java.util.Map.of("declared_language", "de"));
  }

  @Test
  void everySplitSizeGivesEachRowOnce() throws IOException {
    byte[] bytes = ParquetFiles.culturax(40, CompressionCodecName.SNAPPY);
    Files.write(file(), bytes);
    assertThat(
            RecordReaders.of(InputKind.CULTURAX, InputVariants.withSplitBytes(CULTURAX, 1))
                .split(file().toString(), bytes.length))
        .hasSizeGreaterThan(1);
    for (int size : new int[] {1, 1000, 2000, 3000, 100_000}) {
      assertThat(
              Collected.of(InputKind.CULTURAX, InputVariants.withSplitBytes(CULTURAX, size), file())
                  .texts())
          .isEqualTo(texts(40));
    }
  }

  @Test
  void aTruncatedFileIsOneDamagedFile() throws IOException {
    byte[] whole = ParquetFiles.culturax(12, CompressionCodecName.ZSTD);
    for (int cut = 1; cut < whole.length; cut++) {
      Collected found =
          Collected.of(InputKind.CULTURAX, CULTURAX, file(), Arrays.copyOf(whole, cut));
      assertThat(found.records).as("cut at %d", cut).hasSize(1);
      assertThat(found.unreadable()).hasSize(1);
    }
  }
}
