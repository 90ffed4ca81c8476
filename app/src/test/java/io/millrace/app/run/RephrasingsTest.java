package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.shards.layout.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RephrasingsTest {

  private static Manifest.Rephrase rephrase(long costMicros, Map<String, Long> failed) {
    return new Manifest.Rephrase(
        "small",
        8,
        1,
        6,
        2,
        510,
        344,
        costMicros,
        1,
        new TreeMap<>(Map.of("rephrased", 1L, "all_failed", 8L)),
        20,
        1,
        new TreeMap<>(failed),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        List.of());
  }

  @Test
  void sentencesDescribeOutcomesAndCost() {
    assertThat(
            Rephrasings.sentences(
                rephrase(31_000, Map.of("over_max_passages", 12L, "copied", 5L, "timeout", 2L))))
        .containsExactly(
            "Selected: 9 documents, once for each chosen style, split into 20 passages.",
            "Asked: small for 8 passages. Not asked: 12 because their documents have more passages"
                + " than max_passages allows.",
            "Answered: 6 answers in 8 calls, 1 of them retries; 2 answers from the cache.",
            "Passed: 1 passage.",
            "Refused: 7 passages by the first reason: 5 because the answer is the passage again; 2"
                + " because of timeout.",
            "Written: 1 rephrased document, in addition to their originals.",
            "Cost: 510 tokens read and 344 written by the model, for 0.031000 in the currency of the"
                + " recipe's prices.");
  }

  @Test
  void warnsOfAModelForTests() {
    assertThat(Rephrasings.forTrying("smollm2-135m-instruct"))
        .hasValueSatisfying(sentence -> assertThat(sentence).endsWith("Do not train on its text."));
    assertThat(Rephrasings.forTrying("http://gpu1:8000/v1")).isEmpty();
  }

  @Test
  void sentencesLeaveOutReasonsAndPricesThatAreMissing() {
    assertThat(Rephrasings.sentences(rephrase(0, Map.of())))
        .contains("Asked: small for 20 passages.")
        .noneMatch(line -> line.startsWith("Refused"))
        .last()
        .asString()
        .endsWith("; no price is set, or no model was asked.");
  }
}
