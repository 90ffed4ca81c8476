package io.millrace.shards.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.FailReason;
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

  private String written(Document document, Verdict verdict) throws IOException {
    Path file = folder.resolve("a.jsonl.zst");
    try (RejectWriter writer = RejectWriter.open(new LocalFile(file), "rejected/x/a", 3)) {
      writer.write(document, verdict);
      ShardInfo info = writer.finish();
      assertThat(info.records()).isEqualTo(1);
      assertThat(info.bytes()).isEqualTo(Files.size(file));
    }
    try (ZstdInputStream lines = new ZstdInputStream(Files.newInputStream(file))) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aDroppedDocumentNamesTheViolatedLimit() throws IOException {
    Verdict verdict = Verdict.Dropped.because(DropReason.TOO_FEW_WORDS, "words", 12, 50);

    assertThat(written(DOCUMENT, verdict))
        .isEqualTo(
            HEAD
                + "\"stage\":\"gopher-quality\",\"reason\":\"too_few_words\",\"signal\":\"words\","
                + "\"value\":12.0,\"threshold\":50.0,\"duplicate_of\":\"\"}\n");
  }

  @Test
  void missingNumbersAreNull() throws IOException {
    assertThat(written(DOCUMENT, Verdict.Dropped.because(DropReason.NO_TEXT)))
        .endsWith(
            "\"stage\":\"extract\",\"reason\":\"no_text\",\"signal\":\"\",\"value\":null,"
                + "\"threshold\":null,\"duplicate_of\":\"\"}\n");
  }

  @Test
  void aFailedRecordSaysWhyAndIsWellFormed() throws IOException {
    Verdict verdict = new Verdict.Failed("read", FailReason.DAMAGED_JSON, "line 3");

    assertThat(written(DOCUMENT.withText("{\"te\uD800"), verdict))
        .contains("\"text\":\"{\\\"te\uFFFD\"")
        .endsWith("\"stage\":\"read\",\"reason\":\"damaged_json\",\"detail\":\"line 3\"}\n");
  }

  @Test
  void aLateRecordHasItsOwnFolder() throws IOException {
    assertThat(written(DOCUMENT, new Verdict.Late()))
        .isEqualTo(HEAD + "\"stage\":\"late\",\"reason\":\"late\"}\n");
    assertThat(RejectWriter.stageOf(new Verdict.Late())).isEqualTo("late");
  }

  @Test
  void rejectsKeptRecords() {
    assertThatThrownBy(() -> written(DOCUMENT, new Verdict.Kept(1)))
        .hasMessage("a kept record is not a reject");
  }
}
