package io.millrace.filters.decontaminate;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import java.nio.file.Path;
import java.util.List;

/**
 * Counts the word n-grams a document shares with evaluation sets (Brown et al. 2020; Rae et al.
 * 2021: 13-grams). Words are compared in lower case and without punctuation, so differences of
 * typography do not matter.
 */
public final class DecontaminateFilter implements Filter {

  private static final List<String> SIGNALS = List.of("matched_ngrams", "matched_share");

  private final NgramIndex index;
  private final int n;
  private final List<Rule> rules;

  /**
   * Reads the evaluation sets.
   *
   * @throws IllegalArgumentException when a file does not exist or is not JSON Lines of objects
   *     with text
   * @throws java.io.UncheckedIOException when a file cannot be read
   */
  public DecontaminateFilter(DecontaminateSettings settings) {
    n = settings.n();
    index = new NgramIndex(n, settings.shortest());
    EvaluationSets sets = new EvaluationSets(settings.fields(), index);
    settings.evaluationSets().forEach(file -> sets.read(Path.of(file)));
    index.trim();
    rules =
        List.of(
            Rule.atMost(DropReason.CONTAMINATED, "matched_ngrams", settings.matches()),
            Rule.atMost(DropReason.CONTAMINATED, "matched_share", settings.share()));
  }

  /** Number of distinct n-grams and short texts in the index. */
  int indexed() {
    return index.size();
  }

  @Override
  public List<String> signals() {
    return SIGNALS;
  }

  @Override
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public void measure(DocumentView document, TextAnalysis analysis, double[] out, int offset) {
    int ngrams = index.ngramsOf(analysis);
    out[offset] = index.size() == 0 ? 0 : index.matches(analysis);
    out[offset + 1] =
        ngrams == 0 || out[offset] == 0 ? 0 : (double) index.matches(analysis, n) / ngrams;
  }
}
