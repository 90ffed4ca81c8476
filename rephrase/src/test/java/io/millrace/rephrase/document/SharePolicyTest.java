package io.millrace.rephrase.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.Hash128;
import io.millrace.rephrase.document.RephraseSettings.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharePolicyTest {

  private static final int DOCUMENTS = 4_000;
  private static final List<String> STYLES = List.of("easy", "medium", "hard");

  private static DocumentFacts document(int number, String language, double quality) {
    return new DocumentFacts(Hash128.of("d" + number).toHex(), language, quality);
  }

  private static Set<Integer> chosen(RephrasePolicy policy, String language, double quality) {
    Set<Integer> chosen = new HashSet<>();
    IntStream.range(0, DOCUMENTS)
        .filter(number -> !policy.choose(document(number, language, quality)).isEmpty())
        .forEach(chosen::add);
    return chosen;
  }

  private static Set<String> bands(RephrasePolicy policy, String language, double quality) {
    Set<String> bands = new HashSet<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      policy.choose(document(i, language, quality)).forEach(choice -> bands.add(choice.band()));
    }
    return bands;
  }

  private static RephrasePolicy share(double share) {
    return new SharePolicy(TestSettings.shares(PerLanguage.of(share), STYLES, 1, "", List.of(), 0));
  }

  @Test
  void aShareIsDeterministicAndPartOfALargerShare() {
    Set<Integer> third = chosen(share(.3), "de", Double.NaN);
    assertThat(third.size() / (double) DOCUMENTS).isCloseTo(.3, within(.03));
    assertThat(chosen(share(.3), "fr", Double.NaN)).isEqualTo(third);
    assertThat(chosen(share(.6), "de", Double.NaN)).containsAll(third);
    assertThat(chosen(share(0), "de", Double.NaN)).isEmpty();
    assertThat(chosen(share(1), "de", Double.NaN)).hasSize(DOCUMENTS);
  }

  @Test
  void theFrequencyOfAStyleEqualsItsPropensity() {
    RephrasePolicy policy =
        new SharePolicy(TestSettings.shares(PerLanguage.of(.9), STYLES, 2, "", List.of(), 7));
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      List<Choice> choices = policy.choose(document(i, "en", Double.NaN));
      assertThat(choices).extracting(Choice::style).doesNotHaveDuplicates();
      assertThat(choices).allMatch(choice -> Math.abs(choice.propensity() - .6) < 1e-9);
      choices.forEach(choice -> counts.merge(choice.style(), 1, Integer::sum));
    }
    assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(STYLES);
    assertThat(counts.values())
        .allSatisfy(count -> assertThat(count / (double) DOCUMENTS).isCloseTo(.6, within(.03)));
  }

  @Test
  void routesByLanguageAndQuality() {
    Route low = new Route(List.of("en"), -Double.MAX_VALUE, .5, 1, List.of("hard"));
    Route high = new Route(List.of(), .5, Double.MAX_VALUE, .1, List.of());
    RephrasePolicy policy =
        new SharePolicy(
            TestSettings.shares(
                PerLanguage.of(.5, Map.of("de", 0.0)), STYLES, 1, "q", List.of(low, high), 0));
    assertThat(policy.choose(document(1, "en", .2)))
        .containsExactly(new Choice("hard", "m", 1, "route-1"));
    assertThat(bands(policy, "en", .8)).containsExactly("route-2");
    assertThat(bands(policy, "fr", Double.NaN)).containsExactly(Choice.DEFAULT_BAND);
    assertThat(chosen(policy, "en", .8).size() / (double) DOCUMENTS).isCloseTo(.1, within(.03));
    assertThat(chosen(policy, "de", .2)).isEmpty();
    assertThat(chosen(policy, "fr", Double.NaN).size() / (double) DOCUMENTS)
        .isCloseTo(.5, within(.03));
  }

  @Test
  void invalidSettingsAreErrors() {
    assertThatThrownBy(() -> TestSettings.shares(PerLanguage.of(1), STYLES, 4, "", List.of(), 0))
        .hasMessage("'styles_per_document' is 4, more than 'styles' has, which is 3");
    assertThatThrownBy(() -> new Route(List.of(), .5, .5, 1, List.of()))
        .hasMessage("'min_quality' is 0.5, not below 'below_quality' 0.5");
    Route low = new Route(List.of(), 0, .5, 1, List.of());
    assertThatThrownBy(() -> TestSettings.shares(PerLanguage.of(1), STYLES, 1, "", List.of(low), 0))
        .hasMessage("a route limits the quality, but 'quality' names no signal");
  }
}
