package com.example.millrace;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import java.util.List;

/** Measures the mean number of words of a document's sentences. */
final class SentenceLengthFilter implements Filter {

  private static final String MEAN_WORDS = "mean_words";

  private final List<Rule> rules;

  SentenceLengthFilter(SentenceLengthSettings settings) {
    rules =
        List.of(
            Rule.atMost(
                SentenceLengthReason.SENTENCES_TOO_LONG, MEAN_WORDS, settings.maxMeanWords()));
  }

  @Override
  public List<String> signals() {
    return List.of(MEAN_WORDS);
  }

  @Override
  public List<Rule> rules() {
    return rules;
  }

  /** A text without a sentence has no mean: NaN, which breaks no rule. */
  @Override
  public void measure(DocumentView document, TextAnalysis analysis, double[] out, int offset) {
    int sentences = analysis.sentences();
    out[offset] = sentences == 0 ? Double.NaN : (double) analysis.words() / sentences;
  }
}
