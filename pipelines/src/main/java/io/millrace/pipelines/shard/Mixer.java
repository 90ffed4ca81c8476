package io.millrace.pipelines.shard;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.settings.LanguageCodes;
import java.util.SortedMap;

/**
 * Decides how often a kept document is emitted. The weight of a document is the product of the
 * weights of its language and its source; the default is 1. A document is emitted as often as the
 * integer part says, and once more with the probability of the fraction. A hash of the id decides,
 * so the result is the same in every run.
 *
 * @param languages weights by language code
 * @param sources weights by source
 */
public record Mixer(SortedMap<String, Double> languages, SortedMap<String, Double> sources) {

  /** Copies of the document to emit, 0 or more. */
  int copies(Document document) {
    String language = document.language().isEmpty() ? LanguageCodes.UNKNOWN : document.language();
    double weight =
        languages.getOrDefault(language, 1.0) * sources.getOrDefault(document.source(), 1.0);
    int whole = (int) weight;
    double rest = weight - whole;
    return rest > 0 && uniform(document.id()) < rest ? whole + 1 : whole;
  }

  /** A number in [0, 1) that depends only on the id, and not on the shard or the order. */
  private static double uniform(String id) {
    return (Hash128.of("mix\n" + id).high() >>> 11) * 0x1p-53;
  }
}
