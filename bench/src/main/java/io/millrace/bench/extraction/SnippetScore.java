package io.millrace.bench.extraction;

import java.util.List;

/**
 * Counts how many snippets of main content are in the extracted texts, and how many of boilerplate
 * are not. Both sides are compared with squeezed white space and in lower case, as in Python
 * ({@link PythonText}).
 */
public final class SnippetScore {

  private long found;
  private long wanted;
  private long avoided;
  private long unwanted;

  /**
   * Adds a page.
   *
   * @param with snippets that must appear in the text
   * @param without snippets that must not
   */
  public void add(String text, List<String> with, List<String> without) {
    if (with.isEmpty() && without.isEmpty()) {
      return;
    }
    String squeezed = normalise(text);
    for (String snippet : with) {
      found += squeezed.contains(normalise(snippet)) ? 1 : 0;
    }
    for (String snippet : without) {
      avoided += squeezed.contains(normalise(snippet)) ? 0 : 1;
    }
    wanted += with.size();
    unwanted += without.size();
  }

  private static String normalise(String text) {
    return PythonText.lower(PythonText.squeeze(text));
  }

  /** Whether any page had a snippet that must appear. */
  public boolean isMeasured() {
    return wanted > 0;
  }

  /** Share of required snippets that appear; 0 to 1. */
  public double withShare() {
    return (double) found / Math.max(1, wanted);
  }

  /** Share of forbidden snippets that do not appear; 0 to 1, and 0 when there are none. */
  public double withoutShare() {
    return (double) avoided / Math.max(1, unwanted);
  }

  /** F1 of the appearance of snippets; 0 to 1. */
  public double f1() {
    long missed = wanted - found;
    long kept = unwanted - avoided;
    return found == 0 ? 0 : 2.0 * found / (2.0 * found + missed + kept);
  }
}
