package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.text.Normalizer2;
import io.millrace.corpus.Hash128;
import java.text.Normalizer;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextKeyTest {

  private final TextKey key = new TextKey(new ExactDedupSettings(true));

  @ParameterizedTest
  @CsvSource({
    "'Hello, World 1', 'hello, world 1'",
    "'  a \t\r\n b\u0000\u0001c  ', 'a b c'",
    "'TITLE', 'title'",
    "'STRASSE É', 'strasse é'",
    "'e\u0301tude', 'étude'",
    "'a\u00a0\u2003b\u3000c\u0085d\u2028e', 'a b c d e'",
    "'\ufeffa\u200bb', 'a b'",
    "'ΑΒΓ ДЖ 中文', 'αβγ дж 中文'",
    "'\uD801\uDC00 x', '\uD801\uDC28 x'",
    "'a\uD800b', 'a\ufffdb'"
  })
  void hashesTheNormalForm(String text, String normal) {
    assertThat(key.of(text)).contains(Hash128.of(normal));
  }

  @Test
  void differentTextsHaveDifferentKeys() {
    assertThat(key.of("It costs 5.")).isNotEqualTo(key.of("It costs 5"));
    assertThat(key.of("It costs 5.")).isNotEqualTo(key.of("It costs 6."));
    assertThat(key.of("ab")).isNotEqualTo(key.of("a b"));
    assertThat(key.of("x²")).isNotEqualTo(key.of("x2"));
    assertThat(key.of("می\u200cخواهم")).isNotEqualTo(key.of("میخواهم"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t ", "\u00a0\u200b\ufeff\u3000", "\u0000"})
  void aTextWithoutAVisibleCharacterHasNoKey(String text) {
    assertThat(key.of(text)).isEmpty();
  }

  @Test
  void caseCanBeKept() {
    TextKey cased = new TextKey(new ExactDedupSettings(false));
    assertThat(cased.of("Hello É")).contains(Hash128.of("Hello É"));
    assertThat(cased.of("Hello")).isNotEqualTo(cased.of("hello"));
  }

  @Test
  void longTextsResizeTheBuffer() {
    String text = "中é a".repeat(500_000);
    assertThat(key.of(text)).contains(Hash128.of(text));
    assertThat(key.of("a".repeat(5000))).contains(Hash128.of("a".repeat(5000)));
  }

  @Test
  void foldsEachCharacterAsUnicodeDefines() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      String text = "中" + Character.toString(point) + "中";
      if (surrogate || !Normalizer2.getNFCInstance().isNormalized(text)) {
        continue;
      }
      boolean space =
          UCharacter.isUWhiteSpace(point)
              || UCharacter.getType(point) == ECharacterCategory.CONTROL
              || point == 0x200b
              || point == 0xfeff;
      String normal =
          space
              ? " "
              : Character.toString(UCharacter.foldCase(point, UCharacter.FOLD_CASE_DEFAULT));
      assertThat(key.of(text)).as("U+%x", point).contains(Hash128.of("中" + normal + "中"));
    }
  }

  @Test
  void surrogatePairsAndSpacesSurviveBufferGrowth() {
    for (int before = 1000; before < 1050; before++) {
      String start = "ж".repeat(before);
      assertThat(key.of(start + "\uD801\uDC00" + start))
          .contains(Hash128.of(start + "\uD801\uDC28" + start));
      assertThat(key.of(start + " \u2003 " + start)).contains(Hash128.of(start + " " + start));
      assertThat(key.of("a".repeat(before) + "\uD801" + start))
          .contains(Hash128.of("a".repeat(before) + "\ufffd" + start));
    }
  }

  /** Compares with the JDK, on characters that all its Unicode versions treat alike. */
  @Property
  void matchesAReferenceOfTheJdk(@ForAll("texts") String text) {
    StringBuilder normal = new StringBuilder();
    for (int point : Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
      normal.appendCodePoint(
          Character.isWhitespace(point)
              ? ' '
              : Character.toLowerCase(Character.toUpperCase(point)));
    }
    String expected = normal.toString().replaceAll(" +", " ").strip();
    assertThat(key.of(text))
        .isEqualTo(expected.isEmpty() ? Optional.empty() : Optional.of(Hash128.of(expected)));
  }

  @Property
  void whiteSpaceDoesNotMatter(@ForAll("texts") String text) {
    assertThat(key.of("\n " + text.replace(" ", " \t") + "  ")).isEqualTo(key.of(text));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("aZ e\u0301\u0308ÉßжЖ中Ωσ.1\n").ofMaxLength(30);
  }
}
