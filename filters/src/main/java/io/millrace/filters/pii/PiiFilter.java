package io.millrace.filters.pii;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Counts personal data in text, URL and metadata, for {@link PiiSettings.Action#DROP}. */
public final class PiiFilter implements Filter {

  static final List<String> KIND_SIGNALS =
      Arrays.stream(PiiKind.values()).map(PiiKind::signal).toList();

  private static final String TOTAL = "personal_data";
  private static final List<String> SIGNALS = withTotal();

  private final PiiScanner scanner;
  private final PiiMasker masker;
  private final List<Rule> rules;

  public PiiFilter(PiiSettings settings) {
    scanner = new PiiScanner(settings::looksFor);
    masker = new PiiMasker(settings);
    rules = List.of(Rule.atMost(DropReason.PERSONAL_DATA, TOTAL, settings.limit()));
  }

  @Override
  public List<String> signals() {
    return SIGNALS;
  }

  @Override
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public void measure(DocumentView document, TextAnalysis analysis, double[] out, int offset) {
    int kinds = KIND_SIGNALS.size();
    Arrays.fill(out, offset, offset + kinds + 1, 0);
    scanner.start(document.text());
    while (scanner.find()) {
      out[offset + scanner.kind().ordinal()]++;
    }
    masker.maskUrl(document.url(), out, offset);
    masker.mask(document.metadata(), out, offset);
    for (int kind = 0; kind < kinds; kind++) {
      out[offset + kinds] += out[offset + kind];
    }
  }

  private static List<String> withTotal() {
    List<String> names = new ArrayList<>(KIND_SIGNALS);
    names.add(TOTAL);
    return Collections.unmodifiableList(names);
  }
}
