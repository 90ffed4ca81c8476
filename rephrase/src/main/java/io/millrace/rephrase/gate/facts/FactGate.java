package io.millrace.rephrase.gate.facts;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.KindLimits;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Checks that the answer keeps numbers, units, web and mail addresses, and invents none. */
public final class FactGate implements Gate {

  private final GateSettings settings;

  public FactGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    KindLimits limits = settings.limits(texts.input().style().kind());
    WebAddresses sourceLinks = WebAddresses.of(texts.source().text());
    WebAddresses answerLinks = WebAddresses.of(texts.answer().text());
    String language = texts.input().language();
    Numbers sourceNumbers = Numbers.of(texts.source().text(), sourceLinks);
    Numbers answerNumbers = Numbers.of(texts.answer().text(), answerLinks);
    Quantities known = Quantities.of(texts.source(), sourceNumbers, language);
    Quantities given = Quantities.of(texts.answer(), answerNumbers, language);
    var source = sourceNumbers.found();
    var answer = answerNumbers.found();
    NumberWords words = NumberWords.of(language);
    NumberWords.Grams there = new NumberWords.Grams(texts.source());
    NumberWords.Grams here = new NumberWords.Grams(texts.answer());
    double recall = share(source.keySet(), known, given, words, here);
    double precision = share(answer.keySet(), given, known, words, there);
    double linkRecall = share(sourceLinks.found(), answerLinks.found());
    double linkPrecision = share(answerLinks.found(), sourceLinks.found());
    int changes = unitChanges(source, answer);
    double wordPrecision = given.wordsIn(known);
    int swaps = given.swaps(known);
    return new GateResult.Builder()
        .signal("numbers", source.size())
        .signal("number_word_recall", spelt(there, here, answer.keySet(), words))
        .atLeast("number_recall", recall, limits.minNumberRecall(), GateReason.NUMBERS_LOST)
        .atLeast(
            "number_precision", precision, limits.minNumberPrecision(), GateReason.NUMBERS_INVENTED)
        .atLeast(
            "number_word_precision",
            wordPrecision,
            limits.minNumberWordPrecision(),
            GateReason.NUMBERS_INVENTED)
        .atMost("number_swaps", swaps, settings.maxNumberSwaps(), GateReason.NUMBERS_SWAPPED)
        .atMost("unit_changes", changes, settings.maxUnitChanges(), GateReason.UNITS_CHANGED)
        .atLeast("link_recall", linkRecall, limits.minLinkRecall(), GateReason.LINKS_LOST)
        .atLeast(
            "link_precision", linkPrecision, settings.minLinkPrecision(), GateReason.LINKS_INVENTED)
        .build();
  }

  /** Share of numbers that the other text has in digits, in words or as a month. */
  private static double share(
      Set<String> numbers,
      Quantities own,
      Quantities others,
      NumberWords words,
      NumberWords.Grams grams) {
    int there = 0;
    for (String number : numbers) {
      boolean has = others.has(number) || others.has(own.scaled(number));
      there += has || words.has(grams, number) ? 1 : 0;
    }
    return numbers.isEmpty() ? 1 : there / (double) numbers.size();
  }

  /**
   * Share of the numbers from two on that the passage spells out and the answer has in any form.
   * Only a signal: the Italian word for six also means 'you are', the French word for nine also
   * 'new'.
   */
  private static double spelt(
      NumberWords.Grams passage, NumberWords.Grams answer, Set<String> digits, NumberWords words) {
    int all = 0;
    int kept = 0;
    for (int n = 2; n <= NumberWords.LARGEST; n++) {
      if (words.spells(passage, n)) {
        all++;
        kept += words.spells(answer, n) || digits.contains(Integer.toString(n)) ? 1 : 0;
      }
    }
    return all == 0 ? 1 : kept / (double) all;
  }

  private static double share(SortedSet<String> links, SortedSet<String> others) {
    int there = 0;
    for (String link : links) {
      there += others.contains(link) ? 1 : 0;
    }
    return links.isEmpty() ? 1 : there / (double) links.size();
  }

  private static int unitChanges(
      SortedMap<String, SortedSet<String>> source, SortedMap<String, SortedSet<String>> answer) {
    int changes = 0;
    for (var number : answer.entrySet()) {
      SortedSet<String> before = source.getOrDefault(number.getKey(), new TreeSet<>());
      boolean known = before.isEmpty() || number.getValue().isEmpty();
      changes += known || number.getValue().stream().anyMatch(before::contains) ? 0 : 1;
    }
    return changes;
  }
}
