package io.millrace.langid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.langid.LanguageIdentifier.Prediction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares predictions of tiny models of every kind with those of fastText. {@code
 * bench/langid/fixtures.py} makes both.
 */
class FastTextFiguresTest {

  /** One answer of fastText: the first labels of the k best for a repeated text. */
  private record Figure(int k, String text, List<Prediction> best) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "softmax-word-ngrams.bin",
        "hierarchical.bin",
        "one-vs-all.bin",
        "negative-sampling.bin",
        "quantised.ftz",
        "quantised-norm.ftz",
        "pruned.ftz",
        "quantised-output.ftz"
      })
  void agreesWithFastText(String model) throws IOException {
    FastTextIdentifier identifier = new FastTextIdentifier(Fixtures.model(model));
    List<Figure> figures = figures(model);
    assertThat(figures).hasSizeGreaterThan(50);
    for (Figure figure : figures) {
      List<Prediction> found =
          figure.k == 1
              ? List.of(identifier.identify(figure.text))
              : identifier.topK(figure.text, figure.k);
      assertSame(found, figure);
    }
  }

  private static void assertSame(List<Prediction> found, Figure figure) {
    int shown = Math.min(found.size(), 8);
    String what = figure.text.substring(0, Math.min(80, figure.text.length()));
    assertThat(found.subList(0, shown).stream().map(Prediction::language))
        .as(what)
        .containsExactlyElementsOf(figure.best.stream().map(Prediction::language).toList());
    for (int i = 0; i < shown; i++) {
      assertThat(found.get(i).score()).as(what).isCloseTo(figure.best.get(i).score(), within(1e-5));
    }
  }

  private static List<Figure> figures(String model) throws IOException {
    List<Figure> figures = new ArrayList<>();
    try (InputStream in = Fixtures.open("figures.tsv")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] cells = line.split("\t");
        // fastText predicts for its end mark alone; here a text without words has no language
        if (cells[0].equals(model) && !cells[3].equals("__label__")) {
          String text = cells[3].repeat(Integer.parseInt(cells[2]));
          List<Prediction> best =
              Stream.of(cells).skip(4).map(FastTextFiguresTest::prediction).toList();
          figures.add(new Figure(Integer.parseInt(cells[1]), text, best));
        }
      }
    }
    return figures;
  }

  private static Prediction prediction(String cell) {
    int space = cell.indexOf(' ');
    return new Prediction(cell.substring(0, space), Double.parseDouble(cell.substring(space + 1)));
  }

  @Test
  void textOfLabelsHasNoLanguage() throws IOException {
    FastTextIdentifier identifier = new FastTextIdentifier(Fixtures.model("pruned.ftz"));
    assertThat(identifier.identify("__label__".repeat(1000))).isEqualTo(new Prediction("", 0));
  }
}
