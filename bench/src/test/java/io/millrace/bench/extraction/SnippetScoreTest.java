package io.millrace.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetScoreTest {

  /** Expected values are those of Python's {@code re.sub(r"\s+", " ", text).lower()}. */
  @Test
  void squeezesAndLowersAsPython() {
    assertThat(PythonText.lower(PythonText.squeeze("a\u00a0\u2003b\u001cC\n\n d\u200be")))
        .isEqualTo("a b c d\u200be");
    assertThat(PythonText.lower(PythonText.squeeze("\u2028\u0085x\u000b\u0130 \u0391\u03a3 ")))
        .isEqualTo(" x i\u0307 \u03b1\u03c2 ");
  }

  @Test
  void countsOverPages() {
    SnippetScore score = new SnippetScore();
    score.add("The  Main\ntext.", List.of("main text", "absent"), List.of("Share this"));
    score.add("SHARE\u00a0THIS now", List.of("now"), List.of("share this", "terms"));
    score.add("no snippets", List.of(), List.of());

    assertThat(score.isMeasured()).isTrue();
    assertThat(score.withShare()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(score.withoutShare()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(score.f1()).isCloseTo(4 / 6.0, within(1e-12));
  }

  @Test
  void hasNoMeasureWithoutSnippets() {
    SnippetScore score = new SnippetScore();
    score.add("text", List.of(), List.of());

    assertThat(score.isMeasured()).isFalse();
  }
}
