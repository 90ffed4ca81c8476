package io.millrace.filters;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import io.millrace.filters.c4.C4Cleaner;
import io.millrace.filters.c4.C4Filter;
import io.millrace.filters.c4.C4Settings;
import io.millrace.filters.fineweb.FineWebFilter;
import io.millrace.filters.fineweb.FineWebSettings;
import io.millrace.filters.gopher.GopherQualityFilter;
import io.millrace.filters.gopher.GopherQualitySettings;
import io.millrace.filters.gopher.GopherRepetitionFilter;
import io.millrace.filters.gopher.GopherRepetitionSettings;
import io.millrace.filters.text.TextAnalyzer;
import io.millrace.filters.text.WordHash;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Properties of all filters on any text. */
class AnyTextTest {

  private static final Set<String> UNBOUNDED =
      Set.of(
          "words",
          "mean_word_length",
          "hash_signs",
          "ellipses",
          "stop_words",
          "sentences",
          "lorem_ipsum",
          "curly_brackets",
          "newline_ratio");

  private static List<Filter> filters() {
    return List.of(
        new GopherRepetitionFilter(GopherRepetitionSettings.defaults()),
        new GopherQualityFilter(GopherQualitySettings.defaults()),
        new C4Filter(C4Settings.defaults()),
        new FineWebFilter(FineWebSettings.defaults()));
  }

  private final List<Filter> reused = filters();

  @Property(tries = 2000)
  void signalsAreInRangeAndRepeatable(@ForAll("texts") String text) {
    List<Filter> fresh = filters();
    for (int i = 0; i < fresh.size(); i++) {
      var signals = Measured.signals(reused.get(i), "de", text);
      assertThat(Measured.signals(fresh.get(i), "de", text)).isEqualTo(signals);
      signals.forEach(
          (name, value) -> {
            double top = UNBOUNDED.contains(name) ? Double.POSITIVE_INFINITY : 1;
            assertThat(value.isNaN() || value >= 0 && value <= top).as(name + value).isTrue();
          });
    }
  }

  @Property(tries = 2000)
  void analysesAreConsistent(@ForAll("texts") String text) {
    TextAnalysis analysis = new TextAnalyzer().analyze(text);
    assertThat(analysis.codePoints()).isEqualTo(text.codePointCount(0, text.length()));
    int before = 0;
    for (int i = 0; i < analysis.words(); i++) {
      int start = analysis.wordStarts()[i];
      int end = analysis.wordEnds()[i];
      assertThat(start).isBetween(before, end - 1);
      before = end;
      String word = text.substring(start, end);
      assertThat(analysis.wordCodePoints()[i]).isEqualTo(word.codePointCount(0, word.length()));
      assertThat(analysis.wordCodePointStarts()[i]).isEqualTo(text.codePointCount(0, start));
      assertThat(analysis.wordHashes()[i]).isEqualTo(WordHash.exact(word));
      assertThat(analysis.foldedWordHashes()[i]).isEqualTo(WordHash.folded(word));
    }
    for (int i = 0; i < analysis.lines(); i++) {
      String line = text.substring(analysis.lineStarts()[i], analysis.lineEnds()[i]);
      assertThat(analysis.lineCodePoints()[i]).isEqualTo(line.codePointCount(0, line.length()));
    }
    assertThat(analysis.lineFirstWords()[analysis.lines()]).isEqualTo(analysis.words());
    assertThat(analysis.paragraphs()).isLessThanOrEqualTo(analysis.lines());
    assertThat(analysis.sentences()).isLessThanOrEqualTo(analysis.words());
  }

  @Property(tries = 1000)
  void cleaningIsIdempotent(@ForAll("texts") String text) {
    C4Cleaner cleaner = new C4Cleaner(C4Settings.defaults());
    String once = Measured.clean(cleaner, "de", text, new TreeMap<>());
    assertThat(Measured.clean(cleaner, "de", once, new TreeMap<>())).isSameAs(once);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(200);
    Arbitrary<String> tokens =
        Arbitraries.of(
                "the ",
                "und ",
                "JavaScript ",
                "privacy policy ",
                ". ",
                "...",
                "\n",
                "\n\n",
                "\r\n",
                "#",
                "\u2022 ",
                "{",
                "lorem ",
                "ipsum ",
                "\u4ECA\u5929",
                "\u0E27\u0E31\u0E19",
                "\uD835\uDC00",
                "\uD800",
                "\u0301",
                "\u200D",
                "\u2028",
                "'",
                "\u3002",
                "3,5 ",
                "\u05D0")
            .list()
            .ofMaxSize(80)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(any, tokens);
  }

  @Test
  void rulesUseSignalsAndCoverAllReasons() {
    for (Filter filter : filters()) {
      assertThat(filter.signals()).doesNotHaveDuplicates().allMatch(n -> n.matches("[a-z0-9_]+"));
      assertThat(filter.rules()).extracting(Rule::signal).allMatch(filter.signals()::contains);
      String stage = filter.rules().get(0).reason().stage();
      assertThat(filter.rules())
          .extracting(Rule::reason)
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(DropReason.values())
                  .filter(reason -> reason.stage().equals(stage))
                  .toList());
    }
  }
}
