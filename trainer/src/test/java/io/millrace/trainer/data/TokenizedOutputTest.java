package io.millrace.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Document;
import io.millrace.shards.megatron.MegatronReader;
import io.millrace.shards.megatron.MegatronWriter;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizedOutputTest {

  private static final List<Document> GERMAN = TestRun.documents("de", "wiki", 40, 1);
  private static final List<Document> ENGLISH = TestRun.documents("en", "web", 30, 2);

  @TempDir private Path folder;

  private static List<int[]> sequences(Corpus corpus, BpeTokenizer tokenizer) throws IOException {
    List<int[]> batches = new ArrayList<>();
    try (ResumableReader<Batch> reader = corpus.train(tokenizer, Optional.empty())) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        batches.add(next.get().tokens());
      }
    }
    return batches;
  }

  @Test
  void tokensAreReadInsteadOfTexts() throws IOException {
    TestRun run =
        TestRun.temporary()
            .jsonl("shards/de/part-00000-of-00001.jsonl.zst", GERMAN)
            .parquet("shards/en/part-00000-of-00001.parquet", ENGLISH);
    BpeTokenizer tokenizer = TestRun.tokenizer(Stream.concat(GERMAN.stream(), ENGLISH.stream()));
    var written = TokenizedOutput.write(List.of(run.folder), tokenizer, folder, 0);
    assertThat(written).containsOnlyKeys("de", "en");
    assertThat(written.get("de").documents()).isEqualTo(40);
    DataSettings settings = TestSettings.SMALL.heldOut(.2).settings();
    Corpus tokens = Corpus.open(List.of(folder), settings);
    Corpus texts = run.open(settings);
    // the same documents in both; the order of languages depends on tokens there and on bytes here
    for (DataSplit split : DataSplit.values()) {
      assertThat(documents(tokens, split)).isEqualTo(documents(texts, split)).isNotEmpty();
    }
    Path german = folder.resolve("shards/de.bin");
    try (MegatronReader reader = new MegatronReader(german)) {
      assertThat(tokenizer.decode(reader.get(3))).isEqualTo(GERMAN.get(3).text() + "<|endoftext|>");
    }
    assertThat(sequences(tokens, tokenizer)).isNotEmpty();
    byte[] before = Files.readAllBytes(folder.resolve("manifest.json"));
    TokenizedOutput.write(List.of(run.folder), tokenizer, folder, 0);
    assertThat(Files.readAllBytes(folder.resolve("manifest.json"))).isEqualTo(before);

    BpeTokenizer other = TestRun.tokenizer(GERMAN.stream());
    assertThatThrownBy(() -> sequences(tokens, other))
        .hasMessage(german + " has tokens of another tokenizer");
    Corpus rearranged = Corpus.open(List.of(folder), TestSettings.SMALL.fim(.5).settings());
    assertThatThrownBy(() -> sequences(rearranged, tokenizer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has tokens; fill-in-the-middle needs texts");
    assertThatThrownBy(
            () -> TokenizedOutput.write(List.of(folder), tokenizer, folder.resolve("x"), 0))
        .hasMessage(german + ": it has tokens; encode needs texts");
  }

  private static TreeSet<String> documents(Corpus corpus, DataSplit split) throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    try (DocumentReader reader = corpus.documents(split)) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        assertThat(ids.add(next.get().id())).isTrue();
      }
    }
    return ids;
  }

  @Test
  void heldOutDocumentsCanBeLeftOut() throws IOException {
    TestRun run = TestRun.temporary().jsonl("shards/de/part-00000-of-00001.jsonl.zst", GERMAN);
    BpeTokenizer tokenizer = TestRun.tokenizer(GERMAN.stream());
    long written =
        TokenizedOutput.write(List.of(run.folder), tokenizer, folder, .3).get("de").documents();
    long train = GERMAN.stream().filter(each -> DataSplit.of(each, .3) == DataSplit.TRAIN).count();
    assertThat(written).isEqualTo(train).isLessThan(40);
  }

  @Test
  void windowsOfStreamsAreReadTogether() throws IOException {
    new TestRun(folder.resolve("windows/2026-01-01"))
        .jsonl("shards/de/part-00000-of-00001.jsonl.zst", GERMAN.subList(0, 10));
    new TestRun(folder.resolve("windows/2026-01-02"))
        .jsonl("shards/de/part-00000-of-00001.jsonl.zst", GERMAN.subList(10, 40));
    Files.writeString(folder.resolve("windows/2026-01-01/_SUCCESS"), "");
    DataSettings settings = TestSettings.SMALL.settings();
    assertThat(documents(Corpus.open(List.of(folder), settings), DataSplit.TRAIN)).hasSize(10);
    Files.writeString(folder.resolve("windows/2026-01-02/_SUCCESS"), "");
    assertThat(documents(Corpus.open(List.of(folder), settings), DataSplit.TRAIN)).hasSize(40);
  }

  @Test
  void documentsKeepTheirMetadata() throws IOException {
    Document document = TestRun.document("de", "wiki", 1, "text");
    Path bin = Files.createTempDirectory(Path.of("target"), "megatron-").resolve("de.bin");
    try (MegatronWriter writer = new MegatronWriter(bin, 300)) {
      writer.write(TestRun.rephrased(document), new int[] {5, 0});
      writer.finish();
    }
    try (ShardFile file = ShardFile.open(bin)) {
      TrainingItem item = file.next();
      assertThat(item.tag()).isEqualTo(new TextTag("de", "wiki", true));
      assertThat(item.tokens()).containsExactly(5, 0);
      assertThat(DataSplit.of(item.document(), .5)).isEqualTo(DataSplit.of(document, .5));
      assertThat(file.next()).isNull();
    }
  }
}
