package io.millrace.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.UnicodeSet;
import io.millrace.api.TextAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the analyser are the word segments of ICU that have a letter or digit. */
class WordsLikeIcuTest {

  /**
   * All characters except: scripts divided by dictionary; Hangul, which ICU separates from other
   * letters, contrary to UAX #29; U+001C..U+001E, which are line breaks here; letters that are
   * pictographs; the two halfwidth sound marks of Katakana; unassigned characters.
   */
  private static final UnicodeSet COMPARED =
      new UnicodeSet(
              "[[:Any:]-[:Cn:]-[:Co:]-[:Cs:]-[:LineBreak=Complex_Context:]-[:Han:]-[:Hiragana:]"
                  + "-[:Katakana:]-[:WordBreak=Katakana:]-[:Hangul:]-[\\u001C-\\u001E]"
                  + "-[[:Extended_Pictographic:]&[:WordBreak=ALetter:]]-[:Ideographic:]"
                  + "-[[:WordBreak=Extend:]&[:L:]]]")
          .freeze();

  private static final BreakIterator WORDS = BreakIterator.getWordInstance(Locale.ROOT);

  private final TextAnalyzer analyzer = new TextAnalyzer();

  @Property(tries = 5000)
  void onRandomUnicode(@ForAll("texts") String text) {
    assertThat(ours(text)).as(escaped(text)).isEqualTo(icus(text));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> any =
        Arbitraries.integers().between(0, COMPARED.size() - 1).map(COMPARED::charAt);
    UnicodeSet tricky =
        new UnicodeSet("[[[:Any:]-[:WordBreak=Other:]-[:WordBreak=ALetter:]]a-c0-2\\u2764]")
            .retainAll(COMPARED);
    List<Integer> byClass = new ArrayList<>();
    int[] seen = new int[UCharacter.getIntPropertyMaxValue(UProperty.WORD_BREAK) + 1];
    for (String one : tricky) {
      int codePoint = one.codePointAt(0);
      int own = UCharacter.getIntPropertyValue(codePoint, UProperty.WORD_BREAK);
      if (seen[own]++ < 4) {
        byClass.add(codePoint);
      }
    }
    Arbitrary<Integer> edge = Arbitraries.of(byClass);
    Arbitrary<Integer> letters =
        Arbitraries.of("ab\u05D0\u05D11 .,:'\"_\u0301\u200D\n".chars().boxed().toList());
    return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(3, edge), Tuple.of(3, letters))
        .list()
        .ofMaxSize(14)
        .map(WordsLikeIcuTest::join);
  }

  private static String join(List<Integer> codePoints) {
    StringBuilder text = new StringBuilder();
    codePoints.forEach(text::appendCodePoint);
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The quick (\"brown\") fox can't jump 32.3 feet, right?",
        "Aujourd'hui, l'\u00e9t\u00e9 s'ach\u00e8ve : c'est le 1.234,56\u00a0\u20ac de trop.",
        "Stra\u00dfenbahn-Haltestelle \u00abM\u00fcnchen\u00bb, 17:30 Uhr.",
        "\u041c\u043e\u0441\u043a\u0432\u0430 \u2014 \u0441\u0442\u043e\u043b\u0438\u0446\u0430, \u043d\u0430\u0441\u0435\u043b\u0435\u043d\u0438\u0435 13 \u043c\u043b\u043d.",
        "\u05e6\u05d4\"\u05dc \u05d2'\u05d9\u05e8\u05e4\u05d4 \u05e9\u05dc\u05d5\u05dd'",
        "\u0627\u0644\u0633\u0644\u0627\u0645\u064f \u0639\u0644\u064a\u0643\u0645\u060c \u0661\u0662\u066b\u0663 \u0643\u062a\u0627\u0628\u061f",
        "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e\u0964 \u0915\u094d\u0937\u092e\u093e",
        "\u1230\u120b\u121d\u1361\u12a5\u1295\u12f4\u1275\u1362",
        "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01 \u0e27\u0e31\u0e19\u0e19\u0e35\u0e49\u0e2d\u0e32\u0e01\u0e32\u0e28\u0e14\u0e35",
        "\u0eaa\u0eb0\u0e9a\u0eb2\u0e8d\u0e94\u0eb5\u0e8a\u0eb2\u0ea7\u0ec2\u0ea5\u0e81",
        "\u179f\u17bd\u179f\u17d2\u178f\u17b8\u1796\u17b7\u1797\u1796\u179b\u17c4\u1780",
        "\u1019\u103c\u1014\u103a\u1019\u102c\u1005\u102c\u101e\u100a\u103a",
        "\u4eca\u5929\u5929\u6c14\u5f88\u597d\uff0c\u6211\u4eec\u53bb\u516c\u56ed\u6563\u6b65\u3002",
        "\u6771\u4eac\u90fd\u306b\u4f4f\u3093\u3067\u3044\u307e\u3059\u3002\u30b3\u30f3\u30d4\u30e5\u30fc\u30bf\u30fc\u3092\u8cb7\u3044\u307e\u3057\u305f\u3002",
        "\uc548\ub155\ud558\uc138\uc694 \uc138\uacc4 \uc5ec\ub7ec\ubd84",
        "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 family \ud83c\udde9\ud83c\uddea \ud835\udc00\ud835\udc01 math"
      })
  void onSentencesOfManyScripts(String text) {
    assertThat(ours(text)).isEqualTo(icus(text));
  }

  private List<String> ours(String text) {
    TextAnalysis analysis = analyzer.analyze(text);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < analysis.words(); i++) {
      words.add(analysis.wordStarts()[i] + ".." + analysis.wordEnds()[i]);
    }
    return words;
  }

  private static List<String> icus(String text) {
    BreakIterator iterator = WORDS;
    iterator.setText(text);
    List<String> words = new ArrayList<>();
    int start = iterator.first();
    for (int end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
      if (text.substring(start, end).codePoints().anyMatch(WordsLikeIcuTest::isWord)) {
        words.add(start + ".." + end);
      }
      start = end;
    }
    return words;
  }

  private static boolean isWord(int codePoint) {
    return UCharacter.isLetterOrDigit(codePoint)
        || UCharacter.getType(codePoint) == Character.LETTER_NUMBER;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(unit -> escaped.append(String.format(Locale.ROOT, "\\u%04X", unit)));
    return escaped.toString();
  }
}
