package io.millrace.filters.culturax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.corpus.Document;
import io.millrace.filters.stopwords.StopWords;
import io.millrace.filters.text.TextAnalyzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CulturaxFilterTest {

  private static final StopWords STOP_WORDS =
      StopWords.of(Map.of("en", List.of("the", "of"), "ru", List.of("и"), "zh", List.of("的")));

  private final CulturaxFilter filter = new CulturaxFilter(CulturaxSettings.defaults(), STOP_WORDS);

  @Test
  void countsWordsCharactersAndLines() {
    assertThat(measure("One two\n\nthree 𝒳", "en", "words")).isEqualTo(4);
    assertThat(measure("One two\n\nthree 𝒳", "en", "characters")).isEqualTo(16);
    assertThat(measure("One two\n\nthree 𝒳", "en", "lines")).isEqualTo(2);
    assertThat(measure("", "en", "words")).isZero();
    assertThat(measure("", "en", "lines")).isZero();
  }

  @Test
  void characterRepetitionIsTheShareOfTheMostFrequentTenGrams() {
    // 11 ten-grams, all equal: 1 distinct one, and it is taken
    assertThat(measure("a".repeat(20), "en", "character_repetition")).isEqualTo(1);
    // 24 characters: 15 ten-grams, 3 distinct ones, five times each; sqrt(3) takes 1
    assertThat(measure("abc".repeat(8), "en", "character_repetition")).isEqualTo(5 / 15.0);
    assertThat(measure("abcdefghijklmnop", "en", "character_repetition")).isZero();
    assertThat(measure("short", "en", "character_repetition")).isZero();
    // supplementary characters and other scripts
    assertThat(measure("𝒳𝒴𝒵".repeat(8), "en", "character_repetition")).isEqualTo(5 / 15.0);
    assertThat(measure("你好吗".repeat(8), "zh", "character_repetition")).isEqualTo(5 / 15.0);
  }

  @Test
  void wordRepetitionIsTheShareOfRepeatedFiveGrams() {
    // 10 words, 6 five-grams: the first and the last are equal
    assertThat(measure("a b c d e A B C D E", "en", "word_repetition")).isEqualTo(2 / 6.0);
    assertThat(measure("а б в г д, а б в г д", "ru", "word_repetition")).isEqualTo(2 / 6.0);
    assertThat(measure("a b c d e f g h i j", "en", "word_repetition")).isZero();
    assertThat(measure("a b c d", "en", "word_repetition")).isZero();
  }

  @Test
  void specialCharactersAreAllExceptLettersAndMarks() {
    assertThat(measure("ab 1!", "en", "special_characters")).isEqualTo(3 / 5.0);
    assertThat(measure("你好。", "zh", "special_characters")).isEqualTo(1 / 3.0, within(1e-12));
    assertThat(measure("हिन्दी", "hi", "special_characters")).isZero();
    assertThat(measure("a😀", "en", "special_characters")).isEqualTo(.5);
    assertThat(measure("", "en", "special_characters")).isZero();
  }

  @Test
  void stopWordsDependOnTheLanguageAndAreAbsentWithoutAList() {
    assertThat(measure("The end of time", "en", "stop_words")).isEqualTo(.5);
    assertThat(measure("Мир и труд", "ru", "stop_words")).isEqualTo(1 / 3.0, within(1e-12));
    assertThat(measure("老师的书", "zh", "stop_words")).isEqualTo(1 / 3.0, within(1e-12));
    assertThat(measure("the end", "xx", "stop_words")).isNaN();
  }

  @Test
  void linesOfFewerThanAHundredCharactersAreShort() {
    String text = "x".repeat(100) + "\n\n" + "語".repeat(99) + "\ny";
    assertThat(measure(text, "en", "short_lines")).isEqualTo(2 / 3.0, within(1e-12));
    assertThat(measure(text, "en", "short_line_length")).isEqualTo(.5);
    assertThat(measure("", "en", "short_lines")).isZero();
    assertThat(measure("\n \n", "en", "short_line_length")).isZero();
  }

  @Test
  void languageScoreIsAbsentForAnUnknownLanguage() {
    assertThat(measure("text", "en", "language_score")).isEqualTo(.9);
    assertThat(measure("text", "", "language_score")).isNaN();
  }

  @Test
  void readsFlaggedWordsFromFiles(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("en.txt");
    Files.write(file, "# remark\nbad\nvery ugly thing\n".getBytes(StandardCharsets.UTF_8));
    CulturaxFilter flagging = new CulturaxFilter(flagged(file), STOP_WORDS);
    assertThat(measure(flagging, "A BAD and very ugly thing", "en", "flagged_words"))
        .isEqualTo(4 / 6.0);
    assertThat(measure(flagging, "A good, ugly thing", "en", "flagged_words")).isZero();
    assertThat(measure(flagging, "bad", "de", "flagged_words")).isNaN();
    assertThat(measure("bad", "en", "flagged_words")).isNaN();

    Path missing = folder.resolve("missing.txt");
    assertThatThrownBy(() -> new CulturaxFilter(flagged(missing), STOP_WORDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void signalsHaveRulesWithDefaultsOfRoots() {
    assertThat(filter.rules()).extracting(Rule::signal).isEqualTo(filter.signals());
    assertThat(rule("words").isBrokenBy(19, "en")).isTrue();
    assertThat(rule("words").isBrokenBy(19, "de")).isFalse();
    assertThat(rule("character_repetition").isBrokenBy(.15, "en")).isTrue();
    assertThat(rule("character_repetition").isBrokenBy(.15, "ar")).isFalse();
    assertThat(rule("special_characters").isBrokenBy(.35, "ar")).isTrue();
    assertThat(rule("language_score").isBrokenBy(.75, "en")).isTrue();
    assertThat(rule("language_score").isBrokenBy(.75, "de")).isFalse();
    assertThat(rule("stop_words").isBrokenBy(Double.NaN, "en")).isFalse();
    assertThat(rule("short_lines").isBrokenBy(1, "en")).isFalse();
  }

  @Test
  void calibratedThresholdsReplaceSettings() {
    SortedMap<String, PerLanguage> calibrated = new TreeMap<>();
    calibrated.put("words", PerLanguage.of(Double.NaN, Map.of("de", 50.0)));
    calibrated.put("short_lines", PerLanguage.of(.5));
    CulturaxSettings settings = CulturaxSettings.defaults().withThresholds(calibrated);
    assertThat(settings.words().of("de")).isEqualTo(50);
    assertThat(settings.words().of("en")).isEqualTo(20);
    assertThat(settings.words().of("fr")).isEqualTo(10);
    assertThat(settings.shortLines().of("en")).isEqualTo(.5);
    assertThat(settings.characterRepetition())
        .isEqualTo(CulturaxSettings.defaults().characterRepetition());

    SortedMap<String, PerLanguage> unknown = new TreeMap<>();
    unknown.put("perplexity", PerLanguage.of(1500));
    assertThatThrownBy(() -> CulturaxSettings.defaults().withThresholds(unknown))
        .hasMessageContaining("perplexity");
  }

  @Test
  void measuresAVeryLongTextInBoundedMemory() {
    String text = "the quick brown fox ".repeat(500_000);
    assertThat(measure(text, "en", "characters")).isEqualTo(10_000_000);
    assertThat(measure(text, "en", "word_repetition")).isEqualTo(1);
  }

  @Test
  void takesLargeAndSmallCountsInOrder() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("abcdefghijklmnopqrstuvwxyz".substring(i % 13)).append(i * 7919 % 101);
    }
    text.append("abc".repeat(500)).append("xyzw".repeat(100)).append("uv".repeat(40));
    assertThat(measure(text.toString(), "en", "character_repetition"))
        .isEqualTo(PlainRepetition.ofCharacters(text.toString()), within(1e-12));
    assertThat(measure("short and sweet, nothing twice", "en", "character_repetition")).isZero();
    assertThat(measure(text.toString(), "en", "character_repetition"))
        .isEqualTo(PlainRepetition.ofCharacters(text.toString()), within(1e-12));
  }

  @Property
  void characterRepetitionMatchesTheReference(@ForAll("repetitive") String text) {
    assertThat(measure(text, "en", "character_repetition"))
        .isEqualTo(PlainRepetition.ofCharacters(text), within(1e-12));
  }

  @Property
  void wordRepetitionMatchesTheReference(@ForAll("repetitiveWords") List<String> words) {
    assertThat(measure(String.join(" ", words), "en", "word_repetition"))
        .isEqualTo(PlainRepetition.ofWords(words), within(1e-12));
  }

  @Property
  void measuresAnyText(@ForAll String text) {
    double[] out = new double[filter.signals().size()];
    filter.measure(document(text, "en"), new TextAnalyzer().analyze(text), out, 0);
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i] >= 0 || Double.isNaN(out[i])).as(filter.signals().get(i)).isTrue();
    }
    assertThat(out[1]).isEqualTo(PlainRepetition.ofCharacters(text), within(1e-12));
  }

  @Provide
  Arbitrary<String> repetitive() {
    return Arbitraries.of("a", "b", "語", "😀", " ", "abcdefghij", "\uD800", "abcdefghijk")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<String>> repetitiveWords() {
    return Arbitraries.of("a", "b", "в").list().ofMaxSize(60);
  }

  private Rule rule(String signal) {
    return filter.rules().get(filter.signals().indexOf(signal));
  }

  private static CulturaxSettings flagged(Path file) {
    CulturaxSettings d = CulturaxSettings.defaults();
    SortedMap<String, String> lists = new TreeMap<>();
    lists.put("en", file.toString());
    return new CulturaxSettings(
        d.calibration(),
        d.words(),
        d.characterRepetition(),
        d.wordRepetition(),
        d.specialCharacters(),
        d.stopWords(),
        d.flaggedWords(),
        d.languageScore(),
        d.characters(),
        d.lines(),
        d.shortLineLength(),
        d.shortLines(),
        lists);
  }

  private double measure(String text, String language, String signal) {
    return measure(filter, text, language, signal);
  }

  private static double measure(
      CulturaxFilter filter, String text, String language, String signal) {
    double[] out = new double[filter.signals().size()];
    filter.measure(document(text, language), new TextAnalyzer().analyze(text), out, 0);
    return out[filter.signals().indexOf(signal)];
  }

  private static Document document(String text, String language) {
    return new Document("", text, "", "", "", language, .9, Collections.emptySortedMap());
  }
}
