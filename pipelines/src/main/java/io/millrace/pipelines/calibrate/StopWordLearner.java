package io.millrace.pipelines.calibrate;

import io.millrace.api.TextAnalysis;
import io.millrace.corpus.Document;
import io.millrace.corpus.settings.LanguageCodes;
import io.millrace.filters.text.TextAnalyzer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns the stop words of languages from documents: words with at least {@link #SHARE} of the
 * running words, and at least the {@link #FEWEST} most frequent. FineWeb-2 (Penedo et al. 2025)
 * derives its lists from frequencies in Wikipedia in the same way, with other numbers. Counting
 * stops after a million words of a language, which is enough for words this frequent.
 */
public final class StopWordLearner {

  /** Smallest share of the running words. */
  static final double SHARE = .008;

  /** Smallest list. */
  static final int FEWEST = 8;

  /** Most words of a language that are counted. */
  private static final long ENOUGH = 1_000_000;

  /** Fewest words of a language that gets a list. */
  public static final long TOO_FEW = 5_000;

  private final TextAnalyzer analyzer = new TextAnalyzer();
  private final SortedMap<String, Counts> languages = new TreeMap<>();

  private static final class Counts {
    private final Map<String, Integer> words = new HashMap<>();
    private long total;
  }

  /** Counts the words of a document. */
  public void add(Document document) {
    Counts counts = languages.computeIfAbsent(document.language(), key -> new Counts());
    if (document.language().isEmpty() || counts.total >= ENOUGH) {
      return;
    }
    TextAnalysis analysis = analyzer.analyze(document.text());
    for (int i = 0; i < analysis.words(); i++) {
      if ((analysis.wordFlags()[i] & TextAnalysis.WORD_LETTER) != 0) {
        String word =
            document
                .text()
                .substring(analysis.wordStarts()[i], analysis.wordEnds()[i])
                .toLowerCase(Locale.ROOT);
        counts.words.merge(word, 1, Integer::sum);
        counts.total++;
      }
    }
  }

  /** Lists of the languages with enough words, each in alphabetical order. */
  public SortedMap<String, List<String>> lists() {
    SortedMap<String, List<String>> lists = new TreeMap<>();
    languages.forEach(
        (language, counts) -> {
          if (LanguageCodes.isCode(language) && counts.total >= TOO_FEW) {
            lists.put(language, list(counts));
          }
        });
    return lists;
  }

  /** Languages with too few words for a list, with the number of words. */
  public SortedMap<String, Long> tooFew() {
    SortedMap<String, Long> words = new TreeMap<>();
    languages.forEach(
        (language, counts) -> {
          if (!language.isEmpty() && counts.total < TOO_FEW) {
            words.put(language, counts.total);
          }
        });
    return words;
  }

  private static List<String> list(Counts counts) {
    List<Map.Entry<String, Integer>> byCount = new ArrayList<>(counts.words.entrySet());
    byCount.sort(
        Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    List<String> list = new ArrayList<>();
    for (Map.Entry<String, Integer> word : byCount) {
      if (list.size() >= FEWEST && word.getValue() < SHARE * counts.total) {
        break;
      }
      list.add(word.getKey());
    }
    list.sort(null);
    return list;
  }
}
