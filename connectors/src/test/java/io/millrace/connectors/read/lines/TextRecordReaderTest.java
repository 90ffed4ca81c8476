package io.millrace.connectors.read.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.InputVariants;
import io.millrace.connectors.read.files.Collected;
import io.millrace.connectors.read.warc.WarcFiles;
import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextRecordReaderTest {

  private static final InputSettings TEXT = InputSettings.defaults();
  private static final InputSettings LINES =
      InputVariants.withPer(TEXT, InputSettings.TextUnit.LINE);
  private static final byte[] BYTES =
      "\ufeffErste Zeile\r\n\nZweite Zeile: Öl\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Collected read(InputSettings settings, byte[] bytes) throws IOException {
    return Collected.of(InputKind.TEXT, settings, folder.resolve("a.txt"), bytes);
  }

  @Test
  void aFileIsADocument() throws IOException {
    String text = "Erste Zeile\r\n\nZweite Zeile: Öl\n";
    for (byte[] form : List.of(BYTES, WarcFiles.gzipWhole(BYTES), Zstd.compress(BYTES))) {
      Document found = read(TEXT.withLanguage("de"), form).documents().get(0);
      assertThat(found.text()).isEqualTo(text);
      assertThat(found.id()).isEqualTo(RecordId.ofContent("text", "", "", text));
      assertThat(found.language()).isEqualTo("de");
      assertThat(found.metadata()).isEqualTo(Map.of("declared_language", "de"));
    }
  }

  @Test
  void aLineIsADocument() throws IOException {
    for (byte[] form : List.of(BYTES, WarcFiles.gzipWhole(BYTES), Zstd.compress(BYTES))) {
      assertThat(read(LINES, form).texts()).containsExactly("Erste Zeile", "Zweite Zeile: Öl");
    }
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    byte[] gzip = WarcFiles.gzipWhole(BYTES);
    assertThat(failures(TEXT, Arrays.copyOf(gzip, gzip.length - 1)))
        .containsExactly(FailReason.DAMAGED_COMPRESSION);
    assertThat(failures(TEXT, new byte[] {'a', (byte) 0xff}))
        .containsExactly(FailReason.BAD_ENCODING);
    assertThat(failures(TEXT.withMaxRecordBytes(10), BYTES)).containsExactly(FailReason.TOO_LARGE);
  }

  private List<FailReason> failures(InputSettings settings, byte[] bytes) throws IOException {
    return read(settings, bytes).unreadable().stream().map(UnreadableRecord::failure).toList();
  }

  @Test
  void skipsLongLinesWithoutHoldingThem() throws IOException {
    for (int limit : new int[] {15, 100, 70_000, 299_998}) {
      String text = "kurz\n" + "x".repeat(299_999) + "\r\nauch kurz\n" + "y".repeat(300_000);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (byte[] form : List.of(bytes, WarcFiles.gzipWhole(bytes))) {
        Collected found = read(LINES.withMaxRecordBytes(limit), form);
        assertThat(found.texts()).as("limit %d", limit).containsExactly("kurz", "auch kurz");
        assertThat(found.unreadable())
            .as("limit %d", limit)
            .extracting(UnreadableRecord::failure)
            .containsExactly(FailReason.TOO_LARGE, FailReason.TOO_LARGE);
      }
    }
    byte[] fits = "z".repeat(299_999).getBytes(StandardCharsets.UTF_8);
    assertThat(read(LINES.withMaxRecordBytes(299_999), fits).texts()).hasSize(1);
  }
}
