package io.millrace.extract.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.text.AttributeWords;
import io.millrace.extract.text.WordHashes;
import io.millrace.extract.tree.BoilerplateCues.Cue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPartTest {

  private static NamedPart part(String value) {
    return new NamedPart.Reader().of(value);
  }

  @ParameterizedTest
  @CsvSource({
    "sidebar,BOILERPLATE",
    "leftSidebar,BOILERPLATE",
    "LEFT-SIDEBAR,BOILERPLATE",
    "sidebars2,NONE",
    "sidebarless,NONE",
    "h2Sidebar,BOILERPLATE",
    "post meta,NONE",
    "post-meta,BOILERPLATE",
    "postMeta,BOILERPLATE",
    "big post__meta,BOILERPLATE",
    "entry-content widget,CONTENT",
    "widget entry-content,CONTENT",
    "articleBody,CONTENT",
    "articlebody,CONTENT",
    "entry content,NONE"
  })
  void comparesWholeWords(String value, Cue cue) {
    assertThat(part(value).cue()).isEqualTo(cue);
  }

  @Test
  void collectsTopicsOfRunsOfLetters() {
    int nav = 1 << Cues.number("nav");
    int card = 1 << Cues.number("card");
    assertThat(part("mainNav2 card7").topics() & (nav | card)).isEqualTo(nav | card);
    assertThat(part("navigate cardboard").topics()).isZero();
    assertThat(part("").topics()).isZero();
  }

  @Test
  void findsAuthorsAndDatesWithinWords() {
    assertThat(part("the-authorbox").hints()).isEqualTo(NamedPart.AUTHOR);
    assertThat(part("lastUpDate BYLINE").hints()).isEqualTo(NamedPart.AUTHOR | NamedPart.DATE);
    assertThat(part("box").hints()).isZero();
  }

  @Test
  void ignoresTheEndOfLongValues() {
    assertThat(part("x".repeat(254) + " nav"))
        .usingRecursiveComparison()
        .isEqualTo(part("x".repeat(254) + " n"));
  }

  @Property(tries = 500)
  void stemIgnoresDigits(@ForAll @StringLength(max = 100) String value) {
    assertThat(part(value).stem()).isEqualTo(part(value.replaceAll("[0-9]", "")).stem());
  }

  @Property(tries = 500)
  void topicsAreThoseOfTheWords(@ForAll("values") String value) {
    List<String> words = new ArrayList<>();
    AttributeWords.forEach(value, words::add);
    int topics = 0;
    for (String word : words) {
      topics |= part(word.toLowerCase(Locale.ROOT)).topics();
    }
    assertThat(part(value).topics()).isEqualTo(topics);
  }

  @Property(tries = 500)
  void hasTheWordsThatTrainingNames(@ForAll("values") String value, @ForAll String any) {
    for (String each : List.of(value, AttributeWords.start(any))) {
      long[] words = new long[WordHashes.MOST_WORDS];
      int count = WordHashes.ofAttribute(each, words, new int[2 * WordHashes.MOST_WORDS]);
      assertThat(part(each).words()).isEqualTo(Arrays.copyOf(words, count));
    }
  }

  @Property(tries = 500)
  void findsHintsWhereverTheyStand(
      @ForAll("values") String before, @ForAll("values") String after) {
    for (String hint :
        List.of("author", "Byline", "username", "DATE", "publish", "posted", "time")) {
      String value = before + hint + after;
      String lower = value.toLowerCase(Locale.ROOT);
      boolean author = Stream.of("author", "byline", "username").anyMatch(lower::contains);
      boolean date = Stream.of("date", "publish", "posted", "time").anyMatch(lower::contains);
      int expected = (author ? NamedPart.AUTHOR : 0) | (date ? NamedPart.DATE : 0);
      assertThat(NamedPart.hintsIn(value)).isEqualTo(expected);
      assertThat(part(value).hints()).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
            "nav", "Nav", "CARD", "post", "meta", "-", "_", " ", "2", "x", "Sidebar", "É", "author")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }
}
