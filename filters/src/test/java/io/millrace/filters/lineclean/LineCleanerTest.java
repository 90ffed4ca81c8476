package io.millrace.filters.lineclean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.Document;
import io.millrace.filters.text.TextAnalyzer;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCleanerTest {

  private static final String LONG =
      "A line that is long enough to stand for the running text of a document";

  private final LineCleaner cleaner = new LineCleaner(LineCleanSettings.defaults());
  private final TextAnalyzer analyzer = new TextAnalyzer();
  private final double[] out = new double[3];

  @Test
  void removesShortLinesAtTheEnd() {
    assertThat(clean("Title\n" + LONG + "\n\nShare\n\nContact us\n")).isEqualTo("Title\n" + LONG);
    assertThat(out).containsExactly(2, 0, 0);
  }

  @Test
  void keepsLinesThatEndInPunctuationInAnyScript() {
    for (String last : List.of("The end.", "完。", "ختم؟", "समाप्त।", "\"Yes!\"")) {
      String text = LONG + "\n" + last;
      assertThat(clean(text)).isSameAs(text);
    }
  }

  @Test
  void keepsADocumentOfShortLines() {
    String text = "Roses are red\nViolets are blue\nNo stop at the end";
    assertThat(clean(text)).isSameAs(text);
    assertThat(out).containsExactly(0, 0, 0);
  }

  @Test
  void keepsALongList() {
    String text = LONG + "\nitem".repeat(11);
    assertThat(clean(text)).isSameAs(text);
    assertThat(clean(LONG + "\nitem".repeat(10))).isEqualTo(LONG);
    String bullets = LONG + "\n- one\n- two";
    assertThat(clean(bullets)).isSameAs(bullets);
  }

  @Test
  void lengthIsInCodePointsByLanguage() {
    String chinese = "这一行的文字足够长所以不会被删除掉的";
    String text = LONG + "\n" + chinese;
    assertThat(clean(text, "zh")).isSameAs(text);
    assertThat(clean(text, "en")).isEqualTo(LONG);
    String pairs = LONG + "\n" + "𝒳".repeat(39);
    assertThat(clean(pairs, "en")).isEqualTo(LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var a = document.getElementById('x');",
        "window.dataLayer = window.dataLayer || [];",
        "(function ($) { jQuery('#a').hide(); })",
        "function go(x) { let y = 1; }",
        "<script>console.log(1)</script>",
      })
  void removesLinesOfJavascript(String line) {
    assertThat(clean("One.\n" + line + "\nTwo.")).isEqualTo("One.\nTwo.");
    assertThat(out).containsExactly(0, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The function (see below) of the window. Open a document.",
        "Det var en gang, og det var = ikke sant, var function.",
        "Use document.title or document.title again.",
        "Window.open and Document.close are methods.",
        "Let us constantly vary the window.",
      })
  void keepsProseWithTheSameWords(String line) {
    String text = "One.\n" + line + "\nTwo.";
    assertThat(clean(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This site uses cookies to improve your visit.",
        "ACCEPT ALL COOKIES",
        "Diese Website verwendet Cookies.",
        "Ce site utilise des cookies pour mesurer son audience.",
        "Utilizamos cookies propias y de terceros.",
        "Questo sito utilizza i cookie.",
        "A utilização de cookies permite uma melhor navegação.",
        "Deze site maakt gebruik van cookies.",
        "Strona używa plików cookies.",
        "Мы используем файлы cookie.",
        "İnternet sitemizde ÇEREZ KULLANILMAKTADIR.",
        "本网站使用Cookie。",
        "We use\u00A0cookies.",
      })
  void removesCookieNoticesInManyLanguages(String line) {
    assertThat(clean("One.\r\n" + line + "\r\nTwo.")).isEqualTo("One.\r\nTwo.");
    assertThat(out).containsExactly(0, 0, 1);
  }

  @Test
  void keepsTextAboutCookies() {
    for (String line :
        List.of(
            "Grandma bakes cookies.",
            "Sites that use cookies.",
            "We use cookies. " + "x".repeat(400))) {
      String text = "One.\n" + line + "\nTwo.";
      assertThat(clean(text)).isSameAs(text);
    }
  }

  @Test
  void canRemoveAllLines() {
    assertThat(clean("We use cookies")).isEmpty();
    assertThat(clean("")).isEmpty();
  }

  @Test
  void removesTheTailBeforeACookieNotice() {
    assertThat(clean(LONG + "\nShare\nWe use cookies")).isEqualTo(LONG);
    assertThat(out).containsExactly(1, 0, 1);
  }

  @Test
  void changesNothingWhenSwitchedOff() {
    LineCleanSettings none =
        new LineCleanSettings(
            false, PerLanguage.of(40), 10, false, 2, List.of(), false, 400, List.of());
    String text = LONG + "\nvar a = window.b;\nWe use cookies\nShare";
    assertThat(new LineCleaner(none).clean(document(text, "en"), analyzer.analyze(text), out, 0))
        .isSameAs(text);
  }

  @Test
  void rejectsPhrasesWithoutAWordAndTooManyKeywords() {
    assertThatThrownBy(
            () ->
                new LineCleanSettings(
                    true, PerLanguage.of(40), 10, true, 2, List.of("("), true, 1, List.of()))
        .hasMessageContaining("javascript_keywords");
    assertThatThrownBy(
            () ->
                new LineCleanSettings(
                    true, PerLanguage.of(40), 10, true, 2, List.of(), true, 1, List.of(" ")))
        .hasMessageContaining("cookie_phrases");
    assertThatThrownBy(
            () ->
                new LineCleanSettings(
                    true,
                    PerLanguage.of(40),
                    10,
                    true,
                    2,
                    Collections.nCopies(65, "a"),
                    true,
                    1,
                    List.of()))
        .hasMessageContaining("at most 64");
  }

  @Property
  void cleaningIsIdempotent(@ForAll("texts") String text) {
    String once = clean(text);
    assertThat(clean(once)).isEqualTo(once);
  }

  @Property
  void cleansAnyText(@ForAll String text) {
    String once = clean(text);
    assertThat(once.length()).isLessThanOrEqualTo(text.length());
    assertThat(clean(once)).isEqualTo(once);
  }

  @Property
  void matchesASearchForEachPhrase(@ForAll("phraseTexts") String text) {
    List<String> wanted = List.of("aba", "ab", "b", "bab", "a b");
    LinePhrases phrases = new LinePhrases(wanted);
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = phrases.step(state, text.charAt(i));
      String before = text.substring(0, i + 1).toLowerCase(java.util.Locale.ROOT);
      int[] ending = phrases.endingIn(state);
      for (int number = 0; number < wanted.size(); number++) {
        int phrase = number;
        assertThat(java.util.Arrays.stream(ending).anyMatch(n -> n == phrase))
            .isEqualTo(before.endsWith(wanted.get(number)));
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "\n",
            "\r\n",
            "\u2028",
            " ",
            LONG,
            "Share",
            "The end.",
            "var a = window.b;",
            "We use cookies",
            "x",
            "\n\n")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> phraseTexts() {
    return Arbitraries.strings().withChars('a', 'b', 'A', ' ', 'é').ofMaxLength(20);
  }

  private String clean(String text) {
    return clean(text, "en");
  }

  private String clean(String text, String language) {
    return cleaner.clean(document(text, language), analyzer.analyze(text), out, 0);
  }

  private static Document document(String text, String language) {
    return new Document("", text, "", "", "", language, 1, Collections.emptySortedMap());
  }
}
