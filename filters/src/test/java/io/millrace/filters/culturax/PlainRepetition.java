package io.millrace.filters.culturax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reference implementation of the formulas of ROOTS. */
final class PlainRepetition {

  private PlainRepetition() {}

  static double ofCharacters(String text) {
    int[] codePoints = text.codePoints().toArray();
    List<String> ngrams = new ArrayList<>();
    for (int i = 0; i + 10 <= codePoints.length; i++) {
      ngrams.add(new String(codePoints, i, 10));
    }
    List<Integer> counts = counts(ngrams);
    int repeated = (int) counts.stream().filter(count -> count > 1).count();
    int taken = Math.min((int) Math.sqrt(counts.size()), repeated);
    int sum = counts.stream().limit(taken).mapToInt(Integer::intValue).sum();
    return ngrams.isEmpty() ? 0 : (double) sum / ngrams.size();
  }

  static double ofWords(List<String> words) {
    List<String> ngrams = new ArrayList<>();
    for (int i = 0; i + 5 <= words.size(); i++) {
      ngrams.add(String.join(" ", words.subList(i, i + 5)));
    }
    int sum = counts(ngrams).stream().filter(count -> count > 1).mapToInt(Integer::intValue).sum();
    return ngrams.isEmpty() ? 0 : (double) sum / ngrams.size();
  }

  private static List<Integer> counts(List<String> ngrams) {
    Map<String, Integer> counts = new TreeMap<>();
    ngrams.forEach(ngram -> counts.merge(ngram, 1, Integer::sum));
    List<Integer> sorted = new ArrayList<>(counts.values());
    sorted.sort(Collections.reverseOrder());
    return sorted;
  }
}
