package io.millrace.trainer.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BpeTrainerTest {

  private static BpeTokenizer train(List<String> texts, int vocabulary) {
    WordCounts words = new WordCounts(SplitPattern.WITH_MARKS, 1 << 20);
    texts.forEach(words::add);
    return BpeTrainer.train(words, TokenizerSettings.defaults().withVocabulary(vocabulary));
  }

  /** The order of texts, and thus of all tables, changes nothing. */
  @Property(tries = 20)
  void orderOfTextsDoesNotMatter(@ForAll long seed) {
    List<String> texts = new ArrayList<>(Sentences.BY_LANGUAGE.values());
    texts.addAll(texts);
    byte[] json = train(texts, 600).json();
    Collections.shuffle(texts, new Random(seed));
    assertThat(train(texts, 600).json()).isEqualTo(json);
  }

  /** The plain definition: count all pairs again for every merge. */
  @Property(tries = 60)
  void agreesWithRecounting(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int merges) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      text.append(random.nextInt(5) == 0 ? ' ' : (char) ('a' + random.nextInt(3)));
    }
    BpeTokenizer tokenizer = train(List.of(text.toString()), 261 + merges);
    List<String> learned = new ArrayList<>();
    for (int id = 261; id < tokenizer.vocabulary(); id++) {
      learned.add(tokenizer.decode(new int[] {id}));
    }
    assertThat(learned).isEqualTo(reference(text.toString(), merges, tokenizer));
  }

  private static List<String> reference(String text, int merges, BpeTokenizer tokenizer) {
    List<List<Integer>> words = new ArrayList<>();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    WordScanner scanner = new WordScanner(SplitPattern.WITH_MARKS);
    for (int at = 0; at < utf8.length; ) {
      int end = scanner.end(utf8, at, utf8.length);
      List<Integer> word = new ArrayList<>();
      for (; at < end; at++) {
        word.add(tokenizer.encode(String.valueOf((char) utf8[at]))[0]);
      }
      words.add(word);
    }
    List<String> tokens = new ArrayList<>();
    Map<Integer, String> names = new TreeMap<>();
    words.forEach(w -> w.forEach(id -> names.put(id, tokenizer.decode(new int[] {id}))));
    while (tokens.size() < merges) {
      Map<List<Integer>, Integer> counts =
          new TreeMap<>(
              (one, other) -> {
                int order = Integer.compare(one.get(0), other.get(0));
                return order != 0 ? order : Integer.compare(one.get(1), other.get(1));
              });
      for (List<Integer> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          counts.merge(List.of(word.get(i), word.get(i + 1)), 1, Integer::sum);
        }
      }
      int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      if (most < 2) {
        return tokens;
      }
      List<Integer> best =
          counts.entrySet().stream()
              .filter(entry -> entry.getValue() == most)
              .findFirst()
              .orElseThrow()
              .getKey();
      String token = names.get(best.get(0)) + names.get(best.get(1));
      int id = 261 + tokens.size();
      if (names.containsValue(token)) {
        id =
            names.entrySet().stream()
                .filter(e -> e.getValue().equals(token))
                .findFirst()
                .orElseThrow()
                .getKey();
      } else {
        tokens.add(token);
        names.put(id, token);
      }
      for (List<Integer> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          if (word.get(i).equals(best.get(0)) && word.get(i + 1).equals(best.get(1))) {
            word.set(i, id);
            word.remove(i + 1);
          }
        }
      }
    }
    return tokens;
  }

  @Test
  void fullTableRemovesRareWords() {
    WordCounts words = new WordCounts(SplitPattern.WITH_MARKS, 1024);
    for (int i = 0; i < 5000; i++) {
      words.add(
          "common w"
              + "abcdefghij".charAt(i % 10)
              + Integer.toString(i, 26).replaceAll("[0-9]", "q")
              + " ");
    }
    assertThat(words.size()).isLessThanOrEqualTo(1024);
    assertThat(words.forgotten()).isPositive();
    BpeTokenizer tokenizer =
        BpeTrainer.train(words, TokenizerSettings.defaults().withVocabulary(300));
    assertThat(tokenizer.encode("common")).hasSize(1);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> TokenizerSettings.defaults().withVocabulary(260))
        .hasMessage("vocabulary is 260; it must be between 261 and 1048576");
    assertThatThrownBy(
            () -> new TokenizerSettings(300, SplitPattern.GPT_2, 2, 64, List.of("<fim_pad>"), 1024))
        .hasMessageContaining("special has an empty or duplicate token");
  }

  @Test
  void vocabularyIsSmallerWithoutFrequentPairs() {
    BpeTokenizer tokenizer = train(List.of("ab ab"), 1000);
    assertThat(tokenizer.vocabulary()).isEqualTo(262);
  }
}
