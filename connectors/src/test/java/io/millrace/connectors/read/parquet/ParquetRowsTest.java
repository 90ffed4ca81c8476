package io.millrace.connectors.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.files.Collected;
import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {

  private static final InputSettings CULTURAX = InputSettings.defaults();
  private static final MessageType WIDE =
      MessageTypeParser.parseMessageType(
          "message wide { optional binary body (STRING); required int64 id;"
              + " optional int64 timestamp (TIMESTAMP(MILLIS,true)); optional binary language"
              + " (STRING); optional double language_score; optional group metadata {"
              + " optional binary url (STRING); optional boolean checked; } optional group tags"
              + " (LIST) { repeated group list { optional binary element (STRING); } }"
              + " optional int32 day (DATE); optional float score; }");

  @TempDir Path folder;

  private static Group wide() {
    return new SimpleGroupFactory(WIDE).newGroup().append("id", 41L);
  }

  private Collected read(InputSettings settings, List<Group> rows) throws IOException {
    byte[] bytes = ParquetFiles.write(WIDE, rows, CompressionCodecName.SNAPPY);
    return Collected.of(InputKind.CULTURAX, settings, folder.resolve("a.parquet"), bytes);
  }

  @Test
  void anyParquetIsReadLikeCulturaxWithoutTheFoldersLanguage() throws IOException {
    Path file = Files.createDirectories(folder.resolve("de")).resolve("a.parquet");
    InputSettings settings = CULTURAX.withFields(new TreeMap<>(Map.of("text", "body")));
    byte[] bytes =
        ParquetFiles.write(
            WIDE, List.of(wide().append("body", "Hallo")), CompressionCodecName.SNAPPY);
    Document preset = Collected.of(InputKind.CULTURAX, settings, file, bytes).documents().get(0);
    Document any = Collected.of(InputKind.PARQUET, settings, file, bytes).documents().get(0);
    assertThat(preset.language()).isEqualTo("de");
    assertThat(any.language()).isEmpty();
    assertThat(preset.source()).isEqualTo("culturax");
    assertThat(any.source()).isEqualTo("parquet");
    assertThat(any.id()).isEqualTo(preset.id());
    assertThat(any.text()).isEqualTo(preset.text());
  }

  @Test
  void readsNamedNestedAndTypedColumns() throws IOException {
    Group row = wide().append("body", "Hallo").append("timestamp", 1_577_833_200_000L);
    row.append("language", "de").append("language_score", 0.5);
    row.addGroup("metadata").append("url", "http://a.de/").append("checked", true);
    row.addGroup("tags").addGroup("list").append("element", "x");
    row.append("day", 18_262).append("score", 0.25f);
    InputSettings settings = CULTURAX.withFields(new TreeMap<>(Map.of("text", "body")));
    assertThat(read(settings, List.of(row)).records)
        .containsExactly(
            new Document(
                RecordId.ofOwn("41"),
                "Hallo",
                "http://a.de/",
                "2019-12-31T23:00:00Z",
                "culturax",
                "de",
                0.5,
                new TreeMap<>(
                    Map.of(
                        "checked",
                        "true",
                        "day",
                        "2020-01-01",
                        "score",
                        "0.25",
                        "declared_language",
                        "de"))));
  }

  @Test
  void rowsWithMissingOrBadTextFail() throws IOException {
    Group bad = wide().append("body", Binary.fromConstantByteArray(new byte[] {'a', (byte) 0xff}));
    Group large = wide().append("body", "x".repeat(101));
    InputSettings settings =
        CULTURAX.withFields(new TreeMap<>(Map.of("text", "body"))).withMaxRecordBytes(100);
    Collected found = read(settings, List.of(wide(), bad, large, wide().append("body", "ok")));
    assertThat(found.texts()).containsExactly("ok");
    assertThat(found.unreadable())
        .extracting(UnreadableRecord::failure)
        .containsExactly(FailReason.MISSING_TEXT, FailReason.BAD_ENCODING, FailReason.TOO_LARGE);
    assertThat(found.ids()).containsOnly(RecordId.ofOwn("41"));
  }

  @Test
  void aDamagedPageLosesNoOtherRowGroup() throws IOException {
    byte[] bytes = ParquetFiles.culturax(60, CompressionCodecName.SNAPPY);
    Path file = Files.write(folder.resolve("a.parquet"), bytes);
    List<BlockMetaData> groups;
    try (ParquetSource source = ParquetSource.open(file.toString());
        ParquetFileReader reader = ParquetFileReader.open(source)) {
      groups = reader.getRowGroups();
    }
    assertThat(groups).hasSizeGreaterThan(1);
    BlockMetaData first = groups.get(0);
    int middle = (int) (first.getColumns().get(0).getStartingPos() + first.getCompressedSize() / 3);
    bytes[middle] ^= 0x10;
    Collected found = Collected.of(InputKind.CULTURAX, CULTURAX, file, bytes);
    assertThat(found.records).hasSize(60);
    List<String> others = new ArrayList<>();
    for (int i = (int) first.getRowCount() + 1; i <= 60; i++) {
      others.add(ParquetFiles.text(i));
    }
    assertThat(found.texts()).containsAll(others);
    assertThat(found.unreadable())
        .isNotEmpty()
        .extracting(UnreadableRecord::failure)
        .containsOnly(FailReason.DAMAGED_FILE);
    assertThat(found.ids()).doesNotHaveDuplicates();
  }

  @Test
  void copiesChannelsThatCannotSeek() throws IOException {
    byte[] bytes = ParquetFiles.culturax(5, CompressionCodecName.GZIP);
    try (ParquetSource source =
            ParquetSource.copied(Channels.newChannel(new ByteArrayInputStream(bytes)));
        ParquetFileReader reader = ParquetFileReader.open(source)) {
      assertThat(reader.getRecordCount()).isEqualTo(5);
    }
  }

  @Test
  void onlyLanguageCodesCountAsLanguageFolders() {
    assertThat(FolderLanguage.of("/data/CulturaX/de/de_part_00000.parquet")).isEqualTo("de");
    assertThat(FolderLanguage.of("/data/ceb/a.parquet")).isEqualTo("ceb");
    assertThat(FolderLanguage.of("/data/tmp/a.parquet")).isEmpty();
    assertThat(FolderLanguage.of("/data/DE/a.parquet")).isEmpty();
    assertThat(FolderLanguage.of("a.parquet")).isEmpty();
  }
}
