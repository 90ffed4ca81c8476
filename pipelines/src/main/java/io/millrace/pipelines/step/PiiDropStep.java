package io.millrace.pipelines.step;

import io.millrace.corpus.Caption;
import io.millrace.corpus.Document;
import io.millrace.filters.pii.PiiFilter;
import io.millrace.filters.pii.PiiSettings;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Drops documents with personal data; for a pair, also in all captions and both URLs. */
public final class PiiDropStep {

  private PiiDropStep() {}

  public static Step of(PiiSettings settings) {
    PiiFilter filter = new PiiFilter(settings);
    return new FilterStep(
        filter.signals(),
        filter.rules(),
        (working, offset) -> {
          Document document = working.document();
          Document whole =
              working.image().map(part -> withTextsOf(part, document)).orElse(document);
          filter.measure(whole, working.analysis(), working.signals(), offset);
          return true;
        });
  }

  /** Adds the other texts of the pair to the document, as metadata. */
  private static Document withTextsOf(ImagePart part, Document document) {
    SortedMap<String, String> texts = new TreeMap<>(document.metadata());
    texts.put("image url", part.imageUrl());
    List<Caption> captions = part.captions();
    for (int i = 0; i < captions.size(); i++) {
      if (i != part.chosen()) {
        texts.put("caption " + i, captions.get(i).text());
      }
    }
    return document.withMetadata(texts);
  }
}
