package io.millrace.shards.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.millrace.corpus.Document;
import io.millrace.shards.file.HashingOutput;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.ShardFormat;
import io.millrace.shards.parquet.ParquetInput;
import io.millrace.shards.parquet.ParquetOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardWriterTest {

  @TempDir private Path folder;

  private Path file(String name, ShardFormat format) {
    return folder.resolve(name + '.' + format.extension());
  }

  private static ShardInfo write(Path file, ShardFormat format, Iterable<Document> documents)
      throws IOException {
    try (ShardWriter writer =
        ShardWriter.open(format, new LocalFile(file), "shards/x/" + file.getFileName(), 3)) {
      for (Document document : documents) {
        writer.write(document);
      }
      return writer.finish();
    }
  }

  static List<Document> read(Path file) throws IOException {
    List<Document> documents = new ArrayList<>();
    try (ShardReader reader = ShardReader.open(new LocalFile(file))) {
      for (Optional<Document> next = reader.next(); next.isPresent(); next = reader.next()) {
        documents.add(next.get());
      }
    }
    return documents;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEBDATASET")
  void writtenRecordsReadBack(ShardFormat format) throws IOException {
    List<Document> documents = Samples.documents("tr", 200, 30);
    Path file = file("a", format);

    ShardInfo info = write(file, format, documents);

    assertThat(read(file)).isEqualTo(documents);
    assertThat(info.records()).isEqualTo(200);
    assertThat(info.bytes()).isEqualTo(Files.size(file));
    assertThat(info.path()).isEqualTo("shards/x/a." + format.extension());
    assertThat(info.sha256()).isEqualTo(sha256(file));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEBDATASET")
  void theSameDocumentsGiveTheSameBytes(ShardFormat format) throws IOException {
    List<Document> documents = Samples.documents("tr", 200, 30);

    write(file("a", format), format, documents);
    write(file("b", format), format, documents);

    assertThat(file("a", format)).hasSameBinaryContentAs(file("b", format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEBDATASET")
  void anEmptyShardIsAValidFile(ShardFormat format) throws IOException {
    ShardInfo info = write(file("a", format), format, List.of());

    assertThat(info.records()).isZero();
    assertThat(info.bytes()).isPositive();
    assertThat(read(file("a", format))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEBDATASET")
  void hostileTextStaysInItsField(ShardFormat format) throws IOException {
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("\uDC00k", "\uD800");
    metadata.put("", "\n\0");
    Document odd =
        new Document("\u2028", "a\uD800\n\r\0\"", "\uD800", "", "", "", Double.NaN, metadata);

    write(file("a", format), format, List.of(odd));

    TreeMap<String, String> mended = new TreeMap<>();
    mended.put("\uFFFDk", "\uFFFD");
    mended.put("", "\n\0");
    assertThat(read(file("a", format)))
        .containsExactly(
            new Document("\u2028", "a\uFFFD\n\r\0\"", "\uFFFD", "", "", "", 0, mended));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEBDATASET")
  void anUnfinishedFileIsNotReadable(ShardFormat format) throws IOException {
    Path file = file("a", format);
    try (ShardWriter writer = ShardWriter.open(format, new LocalFile(file), "a", 3)) {
      writer.write(Samples.documents("de", 1, 5).get(0));
    }

    assertThat(Files.size(file)).isLessThan(10);
    if (format == ShardFormat.PARQUET) {
      assertThatThrownBy(() -> read(file)).isInstanceOf(Exception.class);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEBDATASET")
  void aFileTruncatedAtAnyByteIsAnError(ShardFormat format) throws IOException {
    Path file = file("a", format);
    write(file, format, Samples.documents("de", 3, 5));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 1; length < whole.length; length++) {
      Path cut = file("cut", format);
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void jsonLinesFramesCanBeReadSeparately() throws IOException {
    List<Document> documents = Samples.documents("de", 20, 90_000);
    Path file = file("a", ShardFormat.JSONL);
    write(file, ShardFormat.JSONL, documents);

    byte[] bytes = Files.readAllBytes(file);
    List<Long> contents = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int length = (int) Zstd.findFrameCompressedSize(bytes, at, bytes.length - at);
      contents.add(Zstd.getFrameContentSize(bytes, at, length));
      boolean hasChecksum = (bytes[at + 4] & 4) != 0;
      assertThat(hasChecksum).isTrue();
      byte[] frame = Zstd.decompress(Arrays.copyOfRange(bytes, at, at + length), 1 << 24);
      assertThat(frame[0]).isEqualTo((byte) '{');
      assertThat(frame[frame.length - 1]).isEqualTo((byte) '\n');
      at += length;
    }
    assertThat(contents).hasSizeGreaterThan(1);
    assertThat(contents.subList(0, contents.size() - 1))
        .allSatisfy(
            size ->
                assertThat(size)
                    .isBetween((long) ZstdLines.FRAME_BYTES, ZstdLines.FRAME_BYTES + 1_000_000L));
  }

  @Test
  void parquetRowGroupsStayBoundedForCompressibleText() throws IOException {
    List<Document> documents = new ArrayList<>(Samples.documents("de", 500, 1));
    for (Document document : Samples.documents("fr", 12, 1)) {
      documents.add(document.withText("a ".repeat(3 << 20)));
    }
    Path file = file("a", ShardFormat.PARQUET);
    write(file, ShardFormat.PARQUET, documents);

    try (ParquetFileReader reader =
        ParquetFileReader.open(
            ParquetInput.of(new LocalFile(file)), ParquetReadOptions.builder().build())) {
      assertThat(reader.getRowGroups())
          .hasSizeGreaterThan(1)
          .extracting(BlockMetaData::getTotalByteSize)
          .allSatisfy(
              size -> assertThat(size).isLessThan(ParquetOutput.ROW_GROUP_BYTES + (8L << 20)));
    }
  }

  /**
   * Their order in parquet-java is that of identity hashes, which differ from process to process.
   */
  @Test
  void parquetFootersListEncodingsInOrder() throws IOException {
    Path file = file("a", ShardFormat.PARQUET);
    write(file, ShardFormat.PARQUET, Samples.documents("de", 50, 5));
    byte[] bytes = Files.readAllBytes(file);
    int tail = bytes.length - 8;
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);

    FileMetaData metadata =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, tail - length, length));

    assertThat(metadata.getRow_groups().get(0).getColumns())
        .hasSize(14)
        .extracting(column -> column.getMeta_data().getEncodings())
        .allSatisfy(encodings -> assertThat(encodings).hasSizeGreaterThan(1).isSorted());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEBDATASET")
  void rejectsInvalidZstdLevels(ShardFormat format) {
    assertThatThrownBy(() -> ShardWriter.open(format, new LocalFile(file("a", format)), "a", 23))
        .hasMessage("zstd level is 23, must be in 1..22");
  }

  private static String sha256(Path file) throws IOException {
    return HexFormat.of().formatHex(HashingOutput.sha256().digest(Files.readAllBytes(file)));
  }
}
