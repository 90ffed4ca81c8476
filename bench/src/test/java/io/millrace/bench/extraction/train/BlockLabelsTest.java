package io.millrace.bench.extraction.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlockLabelsTest {

  private static final String FIRST = "The mill by the river has stood there for long.";
  private static final String SECOND = "Its owner says that the wheel is made of oak.";

  @Test
  void blocksOfTheTextAreContent() {
    BlockLabels labels =
        BlockLabels.byText(List.of("Home", FIRST, SECOND, "Terms of use"), FIRST + "\n\n" + SECOND);
    assertThat(labels.labels).containsExactly(0, 1, 1, 0);
    assertThat(labels.weights[1]).isGreaterThan(labels.weights[0]);
  }

  @Test
  void ofTwoEqualBlocksTheOneAmongContentCounts() {
    BlockLabels labels =
        BlockLabels.byText(
            List.of(
                "The mill",
                "Home",
                "News",
                "Shop",
                "Help",
                "Sites",
                "Paper",
                "Log in",
                "Jobs",
                "The mill",
                FIRST,
                SECOND),
            "The mill\n\n" + FIRST + "\n\n" + SECOND);
    assertThat(labels.labels[9]).isEqualTo(1);
    assertThat(labels.labels[0]).isLessThan(.6f);
  }

  @Test
  void blockThatContinuesAfterTheTextCountsInPart() {
    BlockLabels labels =
        BlockLabels.byText(List.of(FIRST + " And then some more words of another kind."), FIRST);
    assertThat(labels.labels[0]).isBetween(.5f, .6f);
  }

  @Test
  void snippetsLabelOnlyTheBlocksThatContainThem() {
    BlockLabels labels =
        BlockLabels.bySnippets(
            List.of(FIRST, SECOND, "Terms of use", "Other"),
            List.of("MILL  by the river", "oak. Its owner says that the wheel is made of oak. So"),
            List.of("Terms of use"));
    assertThat(labels.labels).containsExactly(1, 1, 0, 0);
    assertThat(labels.weights).containsExactly(.04f, .04f, .06f, 0);
  }

  @Test
  void domainsAreRegisteredDomains() {
    assertThat(LabelledPage.domain("https://www.a.example/x?y")).isEqualTo("a.example");
    assertThat(LabelledPage.domain("http://a.b.co.uk:80/")).isEqualTo("b.co.uk");
    assertThat(LabelledPage.domain("https://a.example")).isEqualTo("a.example");
    assertThat(LabelledPage.domain("hard::page.html")).isEqualTo("hard::page.html");
  }
}
