package io.millrace.bench.extraction.train;

import io.millrace.extract.model.Lexicon;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts by word and fold how much of the blocks with the word is main content, from which a
 * lexicon of any folds can be made. A lexicon contains only words from enough domains: words of few
 * sites say little about others, and a model must not contain sentences of a site.
 */
final class LexiconCounts {

  private static final int FOLDS = LabelledPage.FOLDS;
  private static final int LEAST_DOMAINS_OF_A_WORD = 3;
  private static final int LEAST_DOMAINS_OF_A_PHRASE = 5;
  private static final int LONGEST_WORD = 40;

  /** Prior share of main content, and its weight in pages. */
  private static final double PRIOR = .35;

  private static final double PRIOR_PAGES = 4;
  private static final Set<String> PHRASES = Set.of("text", "begin", "end");

  private final Map<Long, String> names;
  private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
  private final LongArrayList keys = new LongArrayList();

  /** By word and fold. */
  private final float[] sums;

  private final short[] pages;
  private final short[] domains;

  private final double[] weight;
  private final double[] content;

  LexiconCounts(List<LabelledPage> training, Map<Long, String> names) {
    this.names = names;
    numbers.defaultReturnValue(-1);
    int size = names.size();
    sums = new float[size * FOLDS];
    pages = new short[size * FOLDS];
    domains = new short[size * FOLDS];
    weight = new double[size];
    content = new double[size];
    int[] lastDomain = new int[size];
    int domain = 0;
    Map<String, List<LabelledPage>> byDomain =
        training.stream()
            .collect(Collectors.groupingBy(page -> page.domain, TreeMap::new, Collectors.toList()));
    for (List<LabelledPage> some : byDomain.values()) {
      domain++;
      for (LabelledPage page : some) {
        count(page, lastDomain, domain);
      }
    }
  }

  private void count(LabelledPage page, int[] lastDomain, int domain) {
    IntArrayList seen = new IntArrayList();
    for (int block = 0; block < page.features.blocks(); block++) {
      double length = Math.min(60, words(page.features.text(block))) + 1.0;
      double label = page.labels.labels[block];
      page.features.forEachKey(
          block,
          key -> {
            int word = number(key);
            if (weight[word] == 0) {
              seen.add(word);
            }
            weight[word] += length;
            content[word] += length * label;
          });
    }
    for (int word : seen) {
      int at = word * FOLDS + page.fold;
      sums[at] += (float) (content[word] / weight[word]);
      pages[at]++;
      if (lastDomain[word] != domain) {
        lastDomain[word] = domain;
        domains[at]++;
      }
      weight[word] = 0;
      content[word] = 0;
    }
  }

  private static int words(String text) {
    int words = 0;
    boolean in = false;
    for (int i = 0; i < text.length() && words < 60; i++) {
      boolean letter = Character.isLetterOrDigit(text.charAt(i));
      words += letter && !in ? 1 : 0;
      in = letter;
    }
    return words;
  }

  private int number(long key) {
    int number = numbers.get(key);
    if (number < 0) {
      number = keys.size();
      numbers.put(key, number);
      keys.add(key);
    }
    return number;
  }

  /** The lexicon of all folds but these. */
  Lexicon without(Set<Integer> folds) {
    LongArrayList known = new LongArrayList();
    it.unimi.dsi.fastutil.floats.FloatArrayList odds =
        new it.unimi.dsi.fastutil.floats.FloatArrayList();
    for (int word = 0; word < keys.size(); word++) {
      float value = odds(word, folds);
      if (value == value) {
        known.add(keys.getLong(word));
        odds.add(value);
      }
    }
    return new Lexicon(known.toLongArray(), odds.toFloatArray());
  }

  /** Log odds rounded to two decimals, or NaN when the lexicon leaves the word out. */
  private float odds(int word, Set<Integer> without) {
    double sum = 0;
    int pageCount = 0;
    int domainCount = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      if (!without.contains(fold)) {
        sum += sums[word * FOLDS + fold];
        pageCount += pages[word * FOLDS + fold];
        domainCount += domains[word * FOLDS + fold];
      }
    }
    if (domainCount < LEAST_DOMAINS_OF_A_WORD) {
      return Float.NaN;
    }
    String name = names.get(keys.getLong(word));
    int tab = name.indexOf('\t');
    boolean phrase = PHRASES.contains(name.substring(0, tab));
    if (name.length() - tab - 1 > LONGEST_WORD
        || phrase && domainCount < LEAST_DOMAINS_OF_A_PHRASE) {
      return Float.NaN;
    }
    double share = (sum + PRIOR * PRIOR_PAGES) / (pageCount + PRIOR_PAGES);
    return Math.round(100 * Math.log(share / (1 - share))) / 100f;
  }

  /** The lexicon of all folds as text. */
  String text() {
    Map<String, List<String>> byKind = new LinkedHashMap<>();
    for (String kind : List.of("own", "near", "far", "word", "short", "text", "begin", "end")) {
      byKind.put(kind, new ArrayList<>());
    }
    for (int word = 0; word < keys.size(); word++) {
      float value = odds(word, Set.of());
      if (value == value) {
        String name = names.get(keys.getLong(word));
        int tab = name.indexOf('\t');
        byKind
            .get(name.substring(0, tab))
            .add(String.format(Locale.ROOT, "%.2f %s", value, name.substring(tab + 1)));
      }
    }
    StringBuilder text = new StringBuilder(Lexicon.HEAD).append('\n');
    byKind.forEach(
        (kind, lines) -> {
          lines.sort(Comparator.comparing(line -> line.substring(line.indexOf(' '))));
          text.append(kind).append('\n');
          lines.forEach(line -> text.append(line).append('\n'));
        });
    return text.toString();
  }
}
