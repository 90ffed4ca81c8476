package io.millrace.pipelines.step;

import io.millrace.api.Rule;
import io.millrace.corpus.Caption;
import io.millrace.corpus.Document;
import io.millrace.corpus.Verdict;
import io.millrace.filters.pii.PiiFilter;
import io.millrace.filters.pii.PiiSettings;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Drops documents with personal data; of a pair it looks at all captions and at both URLs. */
public final class PiiDropStep implements Step {

  private final PiiFilter filter;
  private final Rules rules;

  public PiiDropStep(PiiSettings settings) {
    this.filter = new PiiFilter(settings);
    this.rules = new Rules(filter.rules(), filter.signals());
  }

  @Override
  public List<String> signals() {
    return filter.signals();
  }

  @Override
  public List<Rule> rules() {
    return rules.list();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    Document document = working.document();
    Document whole = working.image().map(part -> withTextsOf(part, document)).orElse(document);
    filter.measure(whole, working.analysis(), working.signals(), offset);
    return rules.firstBroken(document.language(), working.signals(), offset);
  }

  /** The document with the other texts of its pair, as if they were metadata. */
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
