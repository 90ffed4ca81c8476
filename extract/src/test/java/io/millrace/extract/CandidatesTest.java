package io.millrace.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class CandidatesTest {

  /** Blocks of two words. */
  private static Candidates candidates(float... scores) {
    String markup = "<p>two words".repeat(scores.length);
    return new Candidates(new PageView("", Parser.parse(markup, ""), true), scores, scores);
  }

  private static double number(Candidates candidates, int candidate, String name) {
    FeatureRow row = new FeatureRow(true);
    candidates.put(row, candidate, new float[PageType.NAMES.size()]);
    return row.values()[row.names().indexOf(name)];
  }

  @Test
  void theUsualCutIsThatOfTheGreatestExpectedF1() {
    Candidates candidates = candidates(.9f, .8f, .01f, .02f);
    assertThat(candidates.kept(Candidates.USUAL).stream().toArray()).containsExactly(0, 1);
    assertThat(candidates.threshold(Candidates.USUAL)).isEqualTo(.8f);
  }

  @Test
  void sixteenLevelsAreAsLikely() {
    // words above a level: all 4 below 1/16 and 2 up to 1/2, then none
    Candidates candidates = candidates(.5f, .0625f);
    double both = (2.0 * 4 / 8 + 7 * 2.0 * 2 / 6 + 7 * 0) / 15;
    assertThat(candidates.kept(0).cardinality()).isEqualTo(2);
    assertThat(number(candidates, 0, "expected f1 together")).isCloseTo(both, within(1e-6));
    double one = (2.0 * 2 / 6 + 7 * 2.0 * 2 / 4 + 7 * 0) / 15;
    assertThat(candidates.kept(3).cardinality()).isOne();
    assertThat(number(candidates, 3, "expected f1 together")).isCloseTo(one, within(1e-6));
  }
}
