package io.millrace.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.corpus.Document;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CorpusTest {

  private static final List<Document> GERMAN = TestRun.documents("de", "wiki", 40, 1);
  private static final List<Document> ENGLISH = TestRun.documents("en", "web", 90, 2);
  private static final BpeTokenizer TOKENIZER =
      TestRun.tokenizer(Stream.concat(GERMAN.stream(), ENGLISH.stream()));

  private static final TestRun RUN =
      TestRun.temporary()
          .jsonl("shards/de/part-00000-of-00002.jsonl.zst", GERMAN.subList(0, 13))
          .jsonl("shards/de/part-00001-of-00002.jsonl.zst", GERMAN.subList(13, 40))
          .parquet("shards/en/part-00000-of-00002.parquet", ENGLISH.subList(0, 50))
          .parquet("shards/en/part-00001-of-00002.parquet", ENGLISH.subList(50, 90));

  private static List<Batch> read(Corpus corpus, Optional<ReaderState> state, int most) {
    List<Batch> batches = new ArrayList<>();
    try (ResumableReader<Batch> reader = corpus.train(TOKENIZER, state)) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        batches.add(next.get());
        if (batches.size() == most) {
          break;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return batches;
  }

  private static List<Batch> read(TestSettings settings) {
    return read(RUN.open(settings.settings()), Optional.empty(), Integer.MAX_VALUE);
  }

  private static void same(List<Batch> one, List<Batch> other) {
    assertThat(one).hasSameSizeAs(other);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i)).usingRecursiveComparison().isEqualTo(other.get(i));
    }
  }

  /** Texts of batches; a document may span sequences. */
  private static List<String> texts(List<Batch> batches) {
    List<String> texts = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    for (Batch batch : batches) {
      for (int id : batch.tokens()) {
        if (id == TOKENIZER.endOfText()) {
          texts.add(TOKENIZER.decode(ids.stream().mapToInt(Integer::intValue).toArray()));
          ids.clear();
        } else {
          ids.add(id);
        }
      }
    }
    return texts.stream().filter(text -> !text.isEmpty()).toList();
  }

  @Property(tries = 10)
  void readsEveryDocumentOncePerEpoch(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int window) {
    List<String> read = texts(read(TestSettings.SMALL.seed(seed).window(window)));
    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(GERMAN.stream(), ENGLISH.stream()).map(Document::text).toList());
    assertThat(texts(read(TestSettings.SMALL.seed(seed).window(window).epochs(2)))).hasSize(260);
  }

  @Property(tries = 12)
  void continuesAfterAnyBatch(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int window,
      @ForAll @IntRange(max = 120) int stop,
      @ForAll @IntRange(min = 1, max = 3) int threads) {
    TestSettings settings = TestSettings.SMALL.seed(seed).window(window).epochs(1.5).fim(.5);
    List<Batch> all = read(settings);
    int at = stop % (all.size() + 1);
    Corpus corpus = RUN.open(settings.threads(threads).settings());
    ReaderState state;
    try (ResumableReader<Batch> reader = corpus.train(TOKENIZER, Optional.empty())) {
      for (int i = 0; i < at; i++) {
        reader.next();
      }
      state = reader.state();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    assertThat(state.json()).hasSizeLessThan(200);
    same(
        read(RUN.open(settings.settings()), Optional.of(state), Integer.MAX_VALUE),
        all.subList(at, all.size()));
  }

  @Test
  void onlySeedsChangeTheOrder() {
    TestSettings settings = TestSettings.SMALL.fim(.3);
    same(read(settings.threads(4)), read(settings));
    assertThat(texts(read(settings.seed(8)))).isNotEqualTo(texts(read(settings)));
  }

  @Property(tries = 20)
  void packsDocumentsIntoSequences(
      @ForAll @IntRange(min = 1, max = 5) int sequences,
      @ForAll @IntRange(min = 2, max = 70) int length) {
    long learned = 0;
    for (Batch batch : read(TestSettings.SMALL.shape(sequences, length))) {
      learned += batch.learned();
      for (int at = 0; at < sequences * length; at++) {
        boolean first = at % length == 0 || batch.documents()[at] != batch.documents()[at - 1];
        assertThat(batch.positions()[at]).isEqualTo(first ? 0 : batch.positions()[at - 1] + 1);
        if (at % length == 0) {
          assertThat(batch.documents()[at]).isZero();
        } else if (first) {
          assertThat(batch.documents()[at]).isEqualTo(batch.documents()[at - 1] + 1);
          assertThat(batch.tokens()[at - 1]).isEqualTo(TOKENIZER.endOfText());
        } else if (batch.targets()[at - 1] != Batch.IGNORED) {
          assertThat(batch.targets()[at - 1]).isEqualTo(batch.tokens()[at]);
        }
        if (batch.tokens()[at] == TOKENIZER.endOfText()) {
          assertThat(batch.targets()[at]).isEqualTo(Batch.IGNORED);
        } else {
          assertThat(batch.targets()[at]).isNotNegative();
        }
      }
    }
    // all tokens of a document except its first, plus its end
    long tokens =
        Stream.concat(GERMAN.stream(), ENGLISH.stream())
            .mapToLong(document -> TOKENIZER.encode(document.text()).length)
            .sum();
    assertThat(learned).isEqualTo(tokens);
  }

  @Test
  void heldOutDocumentsAreNeverTrainedOn() throws IOException {
    List<Document> rewritten = ENGLISH.stream().map(TestRun::rephrased).toList();
    TestRun run =
        TestRun.temporary()
            .jsonl("shards/en/part-00000-of-00002.jsonl.zst", ENGLISH)
            .jsonl("shards/en/part-00001-of-00002.jsonl.zst", rewritten);
    Corpus corpus = run.open(TestSettings.SMALL.heldOut(.3).epochs(2).settings());
    List<String> trained = texts(read(corpus, Optional.empty(), Integer.MAX_VALUE));
    List<String> kept = new ArrayList<>();
    List<Batch> batches = new ArrayList<>();
    try (ResumableReader<Batch> reader = corpus.heldOut(TOKENIZER, tag -> true)) {
      reader.next().ifPresent(batches::add);
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        batches.add(next.get());
      }
    }
    kept.addAll(texts(batches));
    assertThat(trained).doesNotContainAnyElementsOf(kept).hasSize(2 * (180 - kept.size()));
    // a document and its rephrasing have the same split
    assertThat(kept.stream().filter(text -> text.startsWith("Again: ")))
        .hasSize(kept.size() / 2)
        .allSatisfy(text -> assertThat(kept).contains(text.substring(7)));
    assertThat(kept.size() / 180.0).isCloseTo(.3, within(.12));
    long documents =
        corpus.sizes(DataSplit.HELD_OUT).values().stream().mapToLong(Size::documents).sum();
    assertThat(documents).isEqualTo(kept.size());
    List<String> original = new ArrayList<>();
    try (DocumentReader reader = corpus.documents(DataSplit.HELD_OUT)) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        original.add(next.get().text());
      }
    }
    assertThat(original).isEqualTo(kept);
    for (DataSettings.OriginFilter filter : DataSettings.OriginFilter.values()) {
      List<String> read =
          texts(
              read(
                  run.open(TestSettings.SMALL.origin(filter).settings()),
                  Optional.empty(),
                  Integer.MAX_VALUE));
      long again = read.stream().filter(text -> text.startsWith("Again: ")).count();
      assertThat(again).isEqualTo(filter == DataSettings.OriginFilter.ORIGINAL ? 0 : 90);
      assertThat(read).hasSize(filter == DataSettings.OriginFilter.BOTH ? 180 : 90);
    }
  }

  @Test
  void mixtureMatchesTheWeights() {
    var weights = new TreeMap<>(Map.of("de/wiki", 3.0, "en", 1.0));
    List<String> read = texts(read(TestSettings.SMALL.weights(weights).epochs(4)));
    double german =
        read.stream().filter(text -> text.startsWith("de")).mapToLong(String::length).sum();
    double all = read.stream().mapToLong(String::length).sum();
    assertThat(german / all).isCloseTo(.75, within(.02));
    // at every point, not only at the end
    List<String> early = read.subList(0, 60);
    german = early.stream().filter(text -> text.startsWith("de")).mapToLong(String::length).sum();
    assertThat(german / early.stream().mapToLong(String::length).sum()).isCloseTo(.75, within(.1));
  }

  @Test
  void presetsReadTheirSources() {
    List<Document> code = TestRun.documents("und", "starcoder", 30, 3);
    List<Document> web = TestRun.documents("en", "refinedweb", 30, 4);
    TestRun run =
        TestRun.temporary()
            .jsonl("shards/und/part-00000-of-00001.jsonl.zst", code)
            .jsonl("shards/en/part-00000-of-00001.jsonl.zst", web)
            .jsonl("shards/de/part-00000-of-00001.jsonl.zst", GERMAN);
    TestSettings settings = TestSettings.SMALL.mixture(DataSettings.Mixture.STABLE_LM_2);
    List<String> read =
        texts(read(run.open(settings.epochs(3).settings()), Optional.empty(), Integer.MAX_VALUE));
    double coded =
        read.stream().filter(text -> text.startsWith("und")).mapToLong(String::length).sum();
    assertThat(coded / read.stream().mapToLong(String::length).sum())
        .isCloseTo(.0724 / (.0724 + .329), within(.02));
    assertThat(read).noneMatch(text -> text.startsWith("de"));
    assertThatThrownBy(() -> read(settings))
        .hasMessage("no documents to train on: mixture, origin and held_out exclude all");
  }

  @Test
  void damageIsReported() throws IOException {
    TestRun run =
        TestRun.temporary()
            .jsonl("shards/de/part-00000-of-00002.jsonl.zst", GERMAN.subList(0, 13))
            .jsonl("shards/de/part-00001-of-00002.jsonl.zst", GERMAN.subList(13, 40));
    Path shard = run.folder.resolve("shards/de/part-00000-of-00002.jsonl.zst");
    byte[] bytes = Files.readAllBytes(shard);
    for (int at = 0; at < bytes.length; at += 37) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 4;
      Files.write(shard, damaged);
      refused(run, shard);
      Files.write(shard, Arrays.copyOf(bytes, at));
      refused(run, shard);
    }
    Files.delete(shard);
    refused(run, shard);
    Corpus corpus = run.open(TestSettings.SMALL.skipDamaged().settings());
    assertThat(corpus.skipped()).containsExactly(shard + ": there is no such file");
    assertThat(texts(read(corpus, Optional.empty(), Integer.MAX_VALUE))).hasSize(27);
    assertThatThrownBy(() -> Corpus.open(List.of(run.folder.resolve("x")), DataSettings.defaults()))
        .hasMessageEndingWith("x is not the output of a finished run: no manifest.json");
  }

  private static void refused(TestRun run, Path shard) {
    assertThatThrownBy(() -> run.open(TestSettings.SMALL.settings()))
        .isInstanceOf(ShardException.class)
        .hasMessageStartingWith(shard + ": ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void pathsOutsideTheFolderAreRefused() throws IOException {
    TestRun run = TestRun.temporary().jsonl("shards/de/a.jsonl.zst", GERMAN);
    Path manifest = run.folder.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("shards/de", "../../de"));
    assertThatThrownBy(() -> run.open(DataSettings.defaults()))
        .hasMessageEndingWith("lists an invalid shard: '../../de/a.jsonl.zst'");
  }

  @Test
  void captionsOfPairsAreRead() {
    TestRun run = TestRun.temporary().tar("shards/00000.tar", GERMAN);
    assertThat(texts(read(run.open(TestSettings.SMALL.settings()), Optional.empty(), 10_000)))
        .containsExactlyInAnyOrderElementsOf(GERMAN.stream().map(Document::text).toList());
  }

  @Test
  void statesOfOtherDataAreRefused() {
    Corpus corpus = RUN.open(TestSettings.SMALL.settings());
    ReaderState state = corpus.train(TOKENIZER, Optional.empty()).state();
    Corpus other = RUN.open(TestSettings.SMALL.seed(99).settings());
    assertThatThrownBy(() -> other.train(TOKENIZER, Optional.of(state)))
        .isInstanceOf(ShardException.class)
        .hasMessageStartingWith("the state of the reader belongs to other shards");
    assertThatThrownBy(() -> other.train(TOKENIZER, Optional.of(new ReaderState("{}"))))
        .isInstanceOf(ShardException.class);
  }
}
