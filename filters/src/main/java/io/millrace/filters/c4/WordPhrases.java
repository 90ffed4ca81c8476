package io.millrace.filters.c4;

import io.millrace.api.TextAnalysis;
import io.millrace.filters.text.TextAnalyzer;
import io.millrace.filters.text.WordSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds phrases as consecutive words, in any case. */
final class WordPhrases {

  private final List<long[]> phrases = new ArrayList<>();
  private final WordSet firstWords;

  /** Ignores phrases without a word. */
  WordPhrases(List<String> texts) {
    TextAnalyzer analyzer = new TextAnalyzer();
    List<String> first = new ArrayList<>();
    for (String text : texts) {
      TextAnalysis analysis = analyzer.analyze(text);
      int words = analysis.words();
      if (words > 0) {
        phrases.add(Arrays.copyOf(analysis.foldedWordHashes(), words));
        first.add(text.substring(analysis.wordStarts()[0], analysis.wordEnds()[0]));
      }
    }
    firstWords = WordSet.of(first);
  }

  /** Whether a phrase occurs in a range of words. */
  boolean occurIn(long[] words, int from, int to) {
    for (int i = from; i < to; i++) {
      if (firstWords.contains(words[i]) && startsAt(words, i, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsAt(long[] words, int from, int to) {
    for (long[] phrase : phrases) {
      int end = from + phrase.length;
      if (end <= to && Arrays.equals(words, from, end, phrase, 0, phrase.length)) {
        return true;
      }
    }
    return false;
  }
}
