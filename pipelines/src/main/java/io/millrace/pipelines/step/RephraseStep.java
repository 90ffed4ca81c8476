package io.millrace.pipelines.step;

import io.millrace.corpus.Verdict;
import io.millrace.corpus.config.ConfigException;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.rephrase.document.RephraseSettings;
import io.millrace.rephrase.document.Rephraser;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Declares the signals of the stage {@code rephrase}. The step does nothing: a kept document is
 * rephrased when its shard is written.
 */
public final class RephraseStep implements Step {

  /** Rephrased documents in shards that were made from the document. */
  public static final String WRITTEN = "written";

  /** Probability with which the policy chose the style; of the first if there are several. */
  public static final String PROPENSITY = "propensity";

  /** Passages in all styles. */
  public static final String PASSAGES = "passages";

  /** Passages in all styles whose answer passed the gates. */
  public static final String PASSED = "passed";

  /** Signals of the gates whose mean over the answers is in the verdict. */
  public static final List<String> MEANS =
      List.of(
          "language_score",
          "length_ratio",
          "name_recall",
          "ngram_overlap",
          "number_precision",
          "number_recall",
          "word_overlap");

  private static final List<String> SIGNALS = List.of(WRITTEN, PROPENSITY, PASSAGES, PASSED);

  private RephraseStep() {}

  /**
   * @throws IOException if the folder of prompts cannot be read
   * @throws IllegalArgumentException if a style is unknown, a prompt is not valid, or the cost is
   *     limited and the model has no price
   */
  public static RephraseStep of(RephraseSettings settings) throws IOException {
    try {
      Rephraser.prompts(settings, Plugins.current().styles());
      settings.budget().pricesOf(List.of(settings.model()));
    } catch (ConfigException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
    return new RephraseStep();
  }

  /** Names of the signals, without the stage's name: those above, then {@link #MEANS}. */
  public static List<String> names() {
    return Stream.concat(SIGNALS.stream(), MEANS.stream()).toList();
  }

  @Override
  public List<String> signals() {
    return names();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    return Optional.empty();
  }
}
