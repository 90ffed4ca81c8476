package io.millrace.bench.extraction;

import io.millrace.bench.extraction.TruthFile.TruthPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores of one extractor on a collection: over all pages, and by type of page. */
public final class ExtractionScores {

  /** Name of the group of all pages. */
  public static final String ALL = "all";

  /** Scores of the pages of one type. Means are over pages, with equal weight. */
  public static final class Group {

    private int pages;
    private int texts;
    private double f1;
    private double precision;
    private double recall;
    private final SnippetScore snippets = new SnippetScore();

    private void add(TruthPage page, String text, WordScore words) {
      pages++;
      if (page.text().isPresent()) {
        WordScore.Score score = words.of(text, page.text().get());
        texts++;
        f1 += score.f1();
        precision += score.precision();
        recall += score.recall();
      }
      snippets.add(text, page.with(), page.without());
    }

    public int pages() {
      return pages;
    }

    /** Pages whose whole text is known; if there are none, the word scores are NaN. */
    public int texts() {
      return texts;
    }

    /** Mean word F1, 0 to 1. */
    public double f1() {
      return f1 / texts;
    }

    /** Mean share of the extracted words that are correct, 0 to 1. */
    public double precision() {
      return precision / texts;
    }

    /** Mean share of the correct words that are extracted, 0 to 1. */
    public double recall() {
      return recall / texts;
    }

    public SnippetScore snippets() {
      return snippets;
    }
  }

  private final Map<String, Group> groups;
  private final int missing;

  private ExtractionScores(Map<String, Group> groups, int missing) {
    this.groups = groups;
    this.missing = missing;
  }

  /** Scores predictions; a page without a prediction counts as an empty text. */
  public static ExtractionScores of(List<TruthPage> truth, Map<String, String> predictions) {
    Map<String, Group> groups = new LinkedHashMap<>();
    groups.put(ALL, new Group());
    WordScore words = new WordScore();
    int missing = 0;
    for (TruthPage page : truth) {
      String text = predictions.get(page.url());
      missing += text == null ? 1 : 0;
      text = text == null ? "" : text;
      groups.get(ALL).add(page, text, words);
      groups.computeIfAbsent(page.type(), type -> new Group()).add(page, text, words);
    }
    return new ExtractionScores(groups, missing);
  }

  /** Pages of the truth without a prediction. */
  public int missing() {
    return missing;
  }

  public Group all() {
    return groups.get(ALL);
  }

  /** A group by {@link #ALL} or type of page. */
  public Group group(String name) {
    return groups.get(name);
  }

  /** {@link #ALL}, then the types, those with the most pages first. */
  public List<String> names() {
    List<String> names = new ArrayList<>(groups.keySet());
    names.sort(Comparator.comparing((String name) -> -groups.get(name).pages()));
    return names;
  }
}
