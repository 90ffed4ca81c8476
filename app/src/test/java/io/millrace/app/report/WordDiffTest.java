package io.millrace.app.report;

import static io.millrace.app.report.WordDiff.Kind.GONE;
import static io.millrace.app.report.WordDiff.Kind.NEW;
import static io.millrace.app.report.WordDiff.Kind.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.report.WordDiff.Kind;
import io.millrace.app.report.WordDiff.Part;
import io.millrace.corpus.WellFormed;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WordDiffTest {

  @Test
  void findsRemovedAndAddedWords() {
    assertThat(WordDiff.of("The right to rest, and leisure.", "The right to  sleep, and leisure!"))
        .containsExactly(
            new Part(SAME, "The right to  "),
            new Part(GONE, "rest"),
            new Part(NEW, "sleep"),
            new Part(SAME, ", and leisure"),
            new Part(GONE, "."),
            new Part(NEW, "!"));
  }

  @Test
  void comparesScriptsWithoutSpacesByCharacter() {
    assertThat(WordDiff.of("人人有权休息", "人人有权工作"))
        .containsExactly(new Part(SAME, "人人有权"), new Part(GONE, "休息"), new Part(NEW, "工作"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", " ", "\n", "ä̈", "日", "ไ", "\uD800", "<b>", "1.5", "")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 300)
  void partsAddUpToBothTexts(@ForAll("texts") String older, @ForAll("texts") String newer) {
    assertThat(joined(older, newer, GONE)).isEqualTo(WellFormed.of(newer));
    assertThat(joined(older, newer, NEW).replaceAll("\\s", ""))
        .isEqualTo(WellFormed.of(older).replaceAll("\\s", ""));
  }

  private static String joined(String older, String newer, Kind without) {
    return WordDiff.of(older, newer).stream()
        .filter(part -> part.kind() != without)
        .map(Part::text)
        .collect(Collectors.joining());
  }
}
