package io.millrace.rephrase.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Hash128;
import io.millrace.rephrase.generate.Completion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a cache, run for each kind. */
abstract class CompletionCacheContract {

  @TempDir Path folder;
  CompletionCache cache;

  abstract String url();

  @BeforeEach
  void open() {
    cache = CompletionCache.open(url());
  }

  @AfterEach
  void close() {
    cache.close();
  }

  static CacheKey key(int number) {
    return new CacheKey(Hash128.of("key " + number));
  }

  static CachedCompletion value(String text, String model, long created) {
    return new CachedCompletion(
        new Completion(text, Completion.Finish.LENGTH, 11, 22, model + "-2026", -.125),
        model,
        3_000_000_000L,
        created);
  }

  @Test
  void returnsWhatWasPut() {
    // text that databases may change: blanks at the ends, NUL, quotes, U+10000 and above, ""
    for (String text : List.of("a", "", " \r\n\t", "a\0b", "'\"\\%", "žluťoučký 漢字 😀 \uFFFD")) {
      CacheKey key = new CacheKey(Hash128.of("t" + text));
      assertThat(cache.get(key)).isEmpty();
      CachedCompletion value = value(text, "m/é", 5);
      assertThat(cache.put(key, value)).isEqualTo(value);
      assertThat(cache.get(key)).contains(value);
    }
    CachedCompletion noLogprob =
        new CachedCompletion(
            new Completion("x", Completion.Finish.STOP, 0, Integer.MAX_VALUE, ""),
            "m",
            Long.MAX_VALUE / 2,
            0);
    cache.put(key(1), noLogprob);
    assertThat(cache.get(key(1))).contains(noLogprob);
  }

  @Test
  void theFirstAnswerIsKept() {
    CachedCompletion first = value("first", "m", 1);
    cache.put(key(1), first);
    assertThat(cache.put(key(1), value("second", "m", 2))).isEqualTo(first);
    assertThat(cache.get(key(1))).contains(first);
  }

  @Test
  void concurrentWritersGetTheSameAnswer() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<List<String>>> seen = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      seen.add(
          threads.submit(
              () -> {
                List<String> texts = new ArrayList<>();
                for (int k = 0; k < 40; k++) {
                  texts.add(cache.put(key(k), value("from " + number, "m", 1)).completion().text());
                }
                return texts;
              }));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    for (Future<List<String>> each : seen) {
      assertThat(each.get()).isEqualTo(seen.get(0).get());
    }
  }

  @Test
  void countsByModel() {
    for (int i = 0; i < 5; i++) {
      cache.put(key(i), value("é" + i, i < 3 ? "a" : "b", 100 + i));
    }
    CacheStats stats = cache.stats();
    assertThat(stats.models()).containsOnlyKeys("a", "b");
    assertThat(stats.models().get("a"))
        .isEqualTo(new CacheStats.Model(3, 9, 33, 66, 9_000_000_000L, 100, 102));
    assertThat(stats.completions()).isEqualTo(5);
    assertThat(stats.textBytes()).isEqualTo(15);
  }

  @Test
  void prunes() {
    for (int i = 0; i < 10; i++) {
      cache.put(key(i), value("12345", i < 3 ? "a" : "b", 100 + i));
    }
    assertThat(cache.pruneOlderThan(102)).isEqualTo(2);
    assertThat(cache.pruneModel("a")).isEqualTo(1);
    assertThat(cache.pruneModel("none")).isZero();
    assertThat(cache.pruneToSize(100)).isZero();
    assertThat(cache.pruneToSize(14)).isEqualTo(5);
    for (int i = 0; i < 10; i++) {
      assertThat(cache.get(key(i)).isPresent()).as("%d", i).isEqualTo(i >= 8);
    }
    assertThat(cache.pruneToSize(0)).isEqualTo(2);
    assertThat(cache.stats().models()).isEmpty();
  }

  @Test
  void exportsAndImports() throws Exception {
    List<CacheKey> keys = new ArrayList<>();
    for (int i = 0; i < 520; i++) {
      cache.put(key(i), value("text\n\0😀 " + i, "m", i));
    }
    cache.forEach((key, value) -> keys.add(key));
    assertThat(keys).hasSize(520).isSortedAccordingTo((a, b) -> a.hash().compareTo(b.hash()));
    for (String name : List.of("all.jsonl", "all.jsonl.zst")) {
      Path file = folder.resolve(name);
      assertThat(CacheFile.write(cache, file)).isEqualTo(520);
      CompletionCache other = new MemoryCache();
      other.put(key(7), value("own", "m", 1));
      assertThat(CacheFile.read(file, other)).isEqualTo(520);
      assertThat(other.get(key(7)).orElseThrow().completion().text()).isEqualTo("own");
      for (int i = 8; i < 520; i++) {
        assertThat(other.get(key(i))).isEqualTo(cache.get(key(i)));
      }
    }
  }
}
