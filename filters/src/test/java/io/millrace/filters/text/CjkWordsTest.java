package io.millrace.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Compares the words of Han and Kana with those of ICU. */
class CjkWordsTest {

  private static final String PROSE =
      "東京都に住んでいますコンピューターを買いました私達は毎日日本語を勉強して時々図書館で本を読む"
          + "今天天气很好我们去公园散步中华人民共和国国家发展和改革委员会研究生命起源繁體中文臺灣資訊"
          + "アプリケーションプログラミングインタフェース々ゝゞヽヾーヵヶゔゕゖ";

  private final DictionaryWords words = new DictionaryWords();
  private final DictionaryWords icu = new DictionaryWords();

  @Property(tries = 5000)
  void matchIcu(@ForAll("runs") String run) {
    assertThat(divided(run)).as(run).isEqualTo(dividedByIcu(run));
  }

  @Provide
  Arbitrary<String> runs() {
    Arbitrary<String> prose =
        Arbitraries.integers()
            .between(0, PROSE.length() - 1)
            .flatMap(
                from ->
                    Arbitraries.integers()
                        .between(from + 1, Math.min(from + 30, PROSE.length()))
                        .map(to -> PROSE.substring(from, to)));
    Arbitrary<String> any =
        Arbitraries.chars()
            .range('\u3005', '\u9FFF')
            .filter(CjkWords::isPlain)
            .map(String::valueOf);
    Arbitrary<String> katakana =
        Arbitraries.chars()
            .range('\u30A1', '\u30FE')
            .filter(CjkWords::isPlain)
            .array(char[].class)
            .ofMinSize(1)
            .ofMaxSize(25)
            .map(String::new);
    return Arbitraries.frequencyOf(Tuple.of(4, prose), Tuple.of(2, any), Tuple.of(1, katakana))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Test
  void matchIcuOnEverySingleCharacter() {
    for (char unit = 0; unit < 0xFFFF; unit++) {
      if (CjkWords.isPlain(unit)) {
        String run = "日" + unit + "本" + unit + unit;
        assertThat(divided(run)).as(run).isEqualTo(dividedByIcu(run));
      }
    }
  }

  @Test
  void matchIcuOnALongRun() {
    String run = PROSE.repeat(DictionaryWords.LONGEST_RUN / PROSE.length());
    assertThat(divided(run)).isEqualTo(dividedByIcu(run));
  }

  private int[] divided(String run) {
    int count = words.divide(run.toCharArray(), 0, run.length());
    return Arrays.copyOf(words.breaks(), count);
  }

  private int[] dividedByIcu(String run) {
    int count = icu.divideByIcu(run.toCharArray(), 0, run.length());
    return Arrays.copyOf(icu.breaks(), count);
  }
}
