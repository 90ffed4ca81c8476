package io.millrace.rephrase.gate;

import static io.millrace.rephrase.gate.GateFixture.check;
import static io.millrace.rephrase.gate.GateFixture.rewrite;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rates of false rephrasings that the gates find and of true ones that they refuse, on pairs
 * written by hand in five languages and on true pairs with one fact changed by a rule.
 */
class FactsTest {

  /** A passage and its rephrasing. */
  private record Pair(String language, String error, String passage, String answer) {

    boolean faithful() {
      return error.equals("faithful");
    }

    Pair spoilt(UnaryOperator<String> change) {
      return new Pair(language, error, passage, change.apply(answer));
    }

    boolean passes() {
      return check(rewrite(passage, answer, language)).passed();
    }
  }

  private static final Map<String, String> NEGATION =
      Map.of("de", "nicht", "en", "not", "es", "no", "fr", "pas", "it", "non");

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "de", " Gegründet wurde der Betrieb einst von wohlhabenden Kaufleuten aus dem Ausland.",
          "en", " Wealthy merchants from abroad founded the enterprise many generations ago.",
          "es", " Unos comerciantes extranjeros fundaron la empresa varias generaciones atrás.",
          "fr", " Des marchands étrangers fondèrent autrefois cette entreprise prospère.",
          "it", " Alcuni mercanti stranieri fondarono l'impresa diverse generazioni addietro.");

  private static final List<Pair> PAIRS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = FactsTest.class.getResourceAsStream("facts.tsv")) {
      String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : file.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] fields = line.split("\t");
        PAIRS.add(new Pair(fields[0], fields[1], fields[2], fields[3]));
      }
    }
  }

  @Test
  void theTestSetIsLargeEnoughInEachLanguage() {
    SortedMap<String, Integer> pairs = new TreeMap<>();
    PAIRS.forEach(pair -> pairs.merge(pair.language(), 1, Integer::sum));
    assertThat(pairs.keySet()).containsExactly("de", "en", "es", "fr", "it");
    assertThat(pairs.values()).allMatch(count -> count >= 20);
  }

  @Test
  void ratesOnPairsWrittenByHand() {
    SortedMap<String, int[]> passed = new TreeMap<>();
    for (Pair pair : PAIRS) {
      int[] counts = passed.computeIfAbsent(pair.error(), error -> new int[2]);
      counts[0] += pair.passes() ? 1 : 0;
      counts[1]++;
    }
    SortedMap<String, String> shares = new TreeMap<>();
    passed.forEach((error, counts) -> shares.put(error, counts[0] + " of " + counts[1]));
    assertThat(shares)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "contradicted", "3 of 7",
                    "dropped", "0 of 5",
                    "faithful", "37 of 41",
                    "inserted", "0 of 5",
                    "name", "0 of 5",
                    "negation", "0 of 6",
                    "number", "0 of 11",
                    "opposite", "0 of 7",
                    "role", "4 of 8",
                    "term", "0 of 9")));
  }

  @Test
  void changedNumbersAreFound() {
    assertThat(passed(answer -> answer.replaceFirst("(?<![0-9.])[1-9](?=[0-9]{2})", "7")))
        .isEqualTo("de 0 of 4, en 0 of 3, es 0 of 4, fr 0 of 5, it 0 of 6");
  }

  @Test
  void changedNamesAreFound() {
    assertThat(passed(answer -> answer.replaceFirst("(?<=[a-zéà],? )([A-Z][a-z]+)", "Zorvath")))
        .isEqualTo("de 5 of 6, en 0 of 4, es 0 of 3, fr 0 of 3, it 0 of 5");
  }

  @Test
  void negatedSentencesAreFound() {
    SortedMap<String, int[]> counts = new TreeMap<>();
    for (Pair pair : PAIRS) {
      String word = " " + NEGATION.get(pair.language()) + " ";
      count(counts, pair, pair.spoilt(answer -> answer.replaceFirst("(?<=[a-zéàù]{4}) ", word)));
    }
    assertThat(shares(counts)).isEqualTo("de 1 of 6, en 2 of 8, es 1 of 7, fr 0 of 8, it 0 of 8");
  }

  @Test
  void insertedSentencesAreFound() {
    SortedMap<String, int[]> counts = new TreeMap<>();
    for (Pair pair : PAIRS) {
      count(counts, pair, pair.spoilt(answer -> answer + ELSEWHERE.get(pair.language())));
    }
    assertThat(shares(counts)).isEqualTo("de 0 of 6, en 0 of 8, es 0 of 7, fr 0 of 8, it 0 of 8");
  }

  @Test
  void removedSentencesAreFound() {
    assertThat(passed(answer -> answer.replaceFirst("[^.]*\\. ", "")))
        .isEqualTo("de 0 of 6, en 0 of 8, es 0 of 6, fr 0 of 8, it 0 of 8");
  }

  private static String passed(UnaryOperator<String> change) {
    SortedMap<String, int[]> counts = new TreeMap<>();
    for (Pair pair : PAIRS) {
      count(counts, pair, pair.spoilt(change));
    }
    return shares(counts);
  }

  /** Counts a changed answer whose original passes. */
  private static void count(SortedMap<String, int[]> counts, Pair pair, Pair spoilt) {
    if (pair.faithful() && pair.passes() && !spoilt.answer().equals(pair.answer())) {
      int[] of = counts.computeIfAbsent(pair.language(), language -> new int[2]);
      of[0] += spoilt.passes() ? 1 : 0;
      of[1]++;
    }
  }

  private static String shares(SortedMap<String, int[]> counts) {
    List<String> shares = new ArrayList<>();
    counts.forEach((language, of) -> shares.add(language + " " + of[0] + " of " + of[1]));
    return String.join(", ", shares);
  }
}
