package io.millrace.filters.pii;

import io.millrace.api.TextAnalysis;
import io.millrace.corpus.Document;
import io.millrace.filters.Cleaner;
import java.util.Arrays;
import java.util.List;

/** Masks personal data, for {@link PiiSettings.Action#MASK}. */
public final class PiiCleaner implements Cleaner {

  private final PiiMasker masker;

  public PiiCleaner(PiiSettings settings) {
    masker = new PiiMasker(settings);
  }

  @Override
  public List<String> signals() {
    return PiiFilter.KIND_SIGNALS;
  }

  @Override
  public String clean(Document document, TextAnalysis analysis, double[] out, int offset) {
    Arrays.fill(out, offset, offset + PiiFilter.KIND_SIGNALS.size(), 0);
    return masker.mask(document.text(), out, offset);
  }
}
