package io.millrace.trainer.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FertilityTest {

  @Test
  void countsWordsTokensAndBytes() {
    WordCounts counts = new WordCounts(SplitPattern.WITH_MARKS, 1 << 16);
    counts.add(Sentences.all(2));
    BpeTokenizer tokenizer =
        BpeTrainer.train(counts, TokenizerSettings.defaults().withVocabulary(500));
    Fertility fertility = new Fertility(tokenizer);
    fertility.add("en", "It's two words, no: 5!");
    fertility.add("en", "");
    Fertility.Row row = fertility.rows().get("en");
    assertThat(row.documents()).isEqualTo(2);
    assertThat(row.words()).isEqualTo(5);
    assertThat(row.bytes()).isEqualTo(22);
    assertThat(row.tokens()).isEqualTo(tokenizer.encode("It's two words, no: 5!").length);
    assertThat(row.tokensPerWord()).isEqualTo(row.tokens() / 5.0);
    // a script without spaces
    Sentences.BY_LANGUAGE.forEach(fertility::add);
    for (String language : new String[] {"ja", "th", "zh"}) {
      assertThat(fertility.rows().get(language).words()).as(language).isBetween(7L, 30L);
    }
  }
}
