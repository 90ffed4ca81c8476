package io.millrace.trainer.data;

import io.millrace.corpus.Document;
import java.util.Comparator;

/**
 * What documents are told apart by, in mixtures and evaluations.
 *
 * @param language code, "und" when unknown
 * @param source collection, or ""
 * @param rephrased whether a model wrote it
 */
public record Tag(String language, String source, boolean rephrased) implements Comparable<Tag> {

  private static final Comparator<Tag> ORDER =
      Comparator.comparing(Tag::language).thenComparing(Tag::source).thenComparing(Tag::rephrased);

  public static Tag of(Document document) {
    return new Tag(
        document.language().isEmpty() ? "und" : document.language(),
        document.source(),
        document.origin().isPresent());
  }

  @Override
  public int compareTo(Tag other) {
    return ORDER.compare(this, other);
  }
}
