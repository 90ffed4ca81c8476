package io.millrace.shards.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.Verdict;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.file.ShardInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectWriterTest {

  private static final Document DOCUMENT =
      new Document("0a", "text", "http://a/", "", "s", "de", 0.5, new TreeMap<>());
  private static final String HEAD =
      "{\"id\":\"0a\",\"text\":\"text\",\"url\":\"http://a/\",\"timestamp\":\"\",\"source\":\"s\","
          + "\"language\":\"de\",\"language_score\":0.5,\"metadata\":{},";

  @TempDir private Path folder;

  private String written(InputRecord record, Verdict verdict) throws IOException {
    Path file = folder.resolve("a.jsonl.zst");
    try (RejectWriter writer = RejectWriter.open(new LocalFile(file), "rejected/x/a", 3)) {
      writer.write(record, verdict);
      ShardInfo info = writer.finish();
      assertThat(info.records()).isEqualTo(1);
      assertThat(info.bytes()).isEqualTo(Files.size(file));
    }
    try (ZstdInputStream lines = new ZstdInputStream(Files.newInputStream(file))) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aDroppedDocumentSaysWhichLimitItPassed() throws IOException {
    Verdict verdict = Verdict.Dropped.because(DropReason.TOO_FEW_WORDS, "words", 12, 50);

    assertThat(written(DOCUMENT, verdict))
        .isEqualTo(
            HEAD
                + "\"stage\":\"gopher-quality\",\"reason\":\"too_few_words\",\"signal\":\"words\","
                + "\"value\":12.0,\"threshold\":50.0,\"duplicate_of\":\"\"}\n");
  }

  @Test
  void numbersThatAreNoneAreNull() throws IOException {
    assertThat(written(DOCUMENT, Verdict.Dropped.because(DropReason.NO_TEXT)))
        .endsWith(
            "\"stage\":\"extract\",\"reason\":\"no_text\",\"signal\":\"\",\"value\":null,"
                + "\"threshold\":null,\"duplicate_of\":\"\"}\n");
  }

  @Test
  void aFailedRecordKeepsWhatWasReadable() throws IOException {
    UnreadableRecord record =
        new UnreadableRecord(
            "0a", "", "", "", FailReason.DAMAGED_JSON, "d", "{\"te\uD800", new TreeMap<>());

    assertThat(written(record, new Verdict.Failed("read", FailReason.DAMAGED_JSON, "line 3")))
        .contains("\"text\":\"{\\\"te\uFFFD\"")
        .endsWith("\"stage\":\"read\",\"reason\":\"damaged_json\",\"detail\":\"line 3\"}\n");
  }

  @Test
  void aPageKeepsATextualBodyAndNoOther() throws IOException {
    Verdict verdict = new Verdict.Failed("extract", FailReason.EXTRACTION_FAILED, "x");

    assertThat(written(page("TEXT/HTML; charset=utf-8"), verdict))
        .contains("\"text\":\"<p>ı\uFFFD\"");
    assertThat(written(page("image/png"), verdict)).contains("\"text\":\"\"");
  }

  private static Page page(String type) {
    byte[] body = {'<', 'p', '>', (byte) 0xC4, (byte) 0xB1, (byte) 0xFF};
    return new Page("0a", "", "", "", type, body, new TreeMap<>());
  }

  @Test
  void aLateRecordHasItsOwnFolder() throws IOException {
    assertThat(written(DOCUMENT, new Verdict.Late()))
        .isEqualTo(HEAD + "\"stage\":\"late\",\"reason\":\"late\"}\n");
    assertThat(RejectWriter.stageOf(new Verdict.Late())).isEqualTo("late");
  }

  @Test
  void aKeptRecordIsNoReject() {
    assertThatThrownBy(() -> written(DOCUMENT, new Verdict.Kept(1)))
        .hasMessage("a kept record is no reject");
  }
}
