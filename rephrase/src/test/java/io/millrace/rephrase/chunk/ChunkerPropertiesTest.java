package io.millrace.rephrase.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChunkerPropertiesTest {

  private static final ChunkSettings SMALL =
      new ChunkSettings(16, 8, ChunkSettings.Remnant.MERGE, true);

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "The mill turns slowly. ",
            "Er sagte z. B. nichts! ",
            "Dr. Meier kam um 3.5 Uhr. ",
            "# Heading\n",
            "A list:\n",
            "- item\n",
            "| a | b |\n",
            "|---|---|\n",
            "\n",
            "\r\n",
            "\n\n\n",
            "\u2028",
            "\u0085",
            " ",
            "\u00a0",
            "\t",
            "word",
            "Wörter",
            "слово ",
            "句子。",
            "漢字",
            "ひらがな",
            "ภาษาไทย",
            "हिन्दी वाक्य। ",
            "قال ذلك. ",
            "한국어 문장. ",
            "e\u0301",
            " \u0301",
            "\u0600",
            "\u0600 ",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\uD83C\uDDE9\uD83C\uDDEA",
            "\uD83C\uDDE9",
            "\uD83D",
            "\uDC68",
            "\u200D",
            "\u0E33",
            "क्ष",
            "\u0D4E",
            "각",
            "\u1100\u1161\u11A8",
            "!!!",
            "(",
            "”",
            "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307",
            "xxxxxxxxxxxxxxxxxxxxxxxx",
            "=====",
            "\uD83D\uDE00\uD83D\uDE00",
            "1.1.1.1",
            "\uFEFF",
            "\u0000");
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(8);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, pieces), net.jqwik.api.Tuple.of(1, any))
        .list()
        .ofMaxSize(120)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<ChunkSettings> settings() {
    return Arbitraries.integers()
        .between(16, 80)
        .flatMap(
            max ->
                Arbitraries.integers()
                    .between(0, max / 2)
                    .flatMap(
                        min ->
                            Arbitraries.of(ChunkSettings.Remnant.values())
                                .flatMap(
                                    remnant ->
                                        Arbitraries.of(true, false)
                                            .map(
                                                keep ->
                                                    new ChunkSettings(max, min, remnant, keep)))));
  }

  @Property(tries = 1500)
  void passagesCoverTheTextInOrderWithoutOverlap(
      @ForAll("texts") String text, @ForAll("settings") ChunkSettings settings) {
    List<Passage> passages = new Chunker(settings, EstimatedTokens.any()).chunk(text);
    int at = 0;
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      assertThat(passage.number()).isEqualTo(i);
      assertThat(passage.start()).isGreaterThanOrEqualTo(at);
      assertThat(passage.end()).isGreaterThan(passage.start());
      assertThat(passage.text()).isEqualTo(text.substring(passage.start(), passage.end()));
      assertThat(isBlank(text.substring(at, passage.start()))).isTrue();
      at = passage.end();
    }
    String rest = text.substring(at);
    if (settings.remnant() == ChunkSettings.Remnant.MERGE) {
      assertThat(isBlank(rest)).isTrue();
    } else {
      assertThat(isBlank(rest) || EstimatedTokens.any().count(rest) <= settings.minTokens() + 8)
          .isTrue();
    }
  }

  @Property(tries = 1500)
  void passagesKeepTheTokenLimitAndSplitNoGraphemeCluster(
      @ForAll("texts") String text, @ForAll("settings") ChunkSettings settings) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    for (Passage passage : new Chunker(settings, EstimatedTokens.any()).chunk(text)) {
      assertThat(clusters.isBoundary(passage.start())).isTrue();
      assertThat(clusters.isBoundary(passage.end())).isTrue();
      assertThat(passage.tokens()).isEqualTo(EstimatedTokens.any().count(passage.text()));
      boolean oneCluster = clusters.following(passage.start()) >= passage.end();
      assertThat(passage.tokens() <= settings.maxTokens() || oneCluster).isTrue();
    }
  }

  @Property(tries = 300)
  void theLimitHoldsForTokenCountersThatAreNotAdditive(@ForAll("texts") String text) {
    // a joined text has more tokens than its parts
    TokenCounter odd =
        new TokenCounter() {
          @Override
          public int count(CharSequence part, int start, int end) {
            int tokens = EstimatedTokens.any().count(part, start, end);
            return tokens + tokens * tokens / 64;
          }

          @Override
          public String name() {
            return "odd";
          }
        };
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    for (Passage passage : new Chunker(SMALL, odd).chunk(text)) {
      boolean oneCluster = clusters.following(passage.start()) >= passage.end();
      assertThat(passage.tokens() <= SMALL.maxTokens() || oneCluster).isTrue();
    }
  }

  @Property(tries = 500)
  void mergingTheOriginalsGivesTheText(@ForAll("texts") String text) {
    List<Passage> passages = new Chunker(SMALL, EstimatedTokens.any()).chunk(text);
    String merged = PassageMerger.merge(text, passages, Map.of());
    int start = passages.isEmpty() ? 0 : passages.get(0).start();
    int end = passages.isEmpty() ? 0 : passages.get(passages.size() - 1).end();
    assertThat(merged).isEqualTo(text.substring(start, end));
  }

  @Property(tries = 300)
  void cuttingIsDeterministic(@ForAll("texts") String text) {
    Chunker chunker = new Chunker(SMALL, EstimatedTokens.any());
    assertThat(chunker.chunk(text, "de"))
        .isEqualTo(new Chunker(SMALL, EstimatedTokens.any()).chunk(text, "de"));
  }

  private static boolean isBlank(String text) {
    return text.chars().allMatch(c -> Blanks.isBlank((char) c));
  }
}
