package io.millrace.trainer.data;

import io.millrace.corpus.Document;
import java.util.Comparator;

/**
 * Properties that group documents in mixtures and evaluations.
 *
 * @param language code, "und" when unknown
 * @param source collection, or ""
 * @param rephrased whether a model wrote it
 */
public record TextTag(String language, String source, boolean rephrased)
    implements Comparable<TextTag> {

  private static final Comparator<TextTag> ORDER =
      Comparator.comparing(TextTag::language)
          .thenComparing(TextTag::source)
          .thenComparing(TextTag::rephrased);

  public static TextTag of(Document document) {
    return new TextTag(
        document.language().isEmpty() ? "und" : document.language(),
        document.source(),
        document.origin().isPresent());
  }

  @Override
  public int compareTo(TextTag other) {
    return ORDER.compare(this, other);
  }
}
