package io.millrace.pipelines.takedown;

import io.millrace.api.TextAnalysis;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.MinHasher;
import io.millrace.dedup.Sketches;
import io.millrace.filters.text.TextAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds near duplicates of some texts by the MinHash signatures of the stage dedup-minhash.
 * Compares with all texts, not by bands, so only the error of the similarity estimate can hide a
 * duplicate.
 */
final class NearTexts {

  private final TextAnalyzer analyzer = new TextAnalyzer();
  private final MinHasher hasher;
  private final int[] signature;
  private final double threshold;
  private final List<byte[]> sketches = new ArrayList<>();

  NearTexts(List<String> texts, MinHashSettings settings, double threshold) {
    this.hasher = new MinHasher(settings);
    this.signature = new int[settings.permutations()];
    this.threshold = threshold;
    texts.forEach(text -> sketch(text).ifPresent(sketches::add));
  }

  private Optional<byte[]> sketch(String text) {
    TextAnalysis analysis = analyzer.analyze(text);
    boolean words = hasher.signature(analysis.foldedWordHashes(), analysis.words(), signature);
    return words ? Optional.of(hasher.sketch(signature)) : Optional.empty();
  }

  /** Whether a text is a near duplicate of one of the texts. */
  boolean fits(String text) {
    if (sketches.isEmpty()) {
      return false;
    }
    Optional<byte[]> sketch = sketch(text);
    return sketch.isPresent()
        && sketches.stream().anyMatch(each -> Sketches.similarity(each, sketch.get()) >= threshold);
  }
}
