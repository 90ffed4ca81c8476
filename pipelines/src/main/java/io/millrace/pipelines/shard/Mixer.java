package io.millrace.pipelines.shard;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.settings.LanguageCodes;
import java.util.SortedMap;

/**
 * Decides how often a kept document is emitted. The weight of a document is the product of its
 * language's and its source's, 1 where none is given. The whole part of the weight is emitted for
 * certain, the rest with that probability, drawn from a hash of the id: the same document, the same
 * answer, in every run.
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

  /** A number in [0, 1) that depends on the id alone and not on what shards and order depend on. */
  private static double uniform(String id) {
    return (Hash128.of("mix\n" + id).high() >>> 11) * 0x1p-53;
  }
}
