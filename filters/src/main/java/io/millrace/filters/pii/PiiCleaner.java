package io.millrace.filters.pii;

import io.millrace.corpus.Document;
import io.millrace.filters.Cleaner;
import io.millrace.filters.text.TextAnalysis;
import java.util.Arrays;
import java.util.List;

/** Puts a mask in the place of personal data. For {@link PiiSettings.Action#MASK}. */
public final class PiiCleaner implements Cleaner {

  /** A find can uncover another one beside it; that ends by itself, and on hostile text by this. */
  private static final int MAX_PASSES = 8;

  private static final PiiKind[] KINDS = PiiKind.values();

  private final PiiScanner scanner;
  private final String[] masks = new String[KINDS.length];

  public PiiCleaner(PiiSettings settings) {
    scanner = new PiiScanner(settings::looksFor);
    for (PiiKind kind : KINDS) {
      masks[kind.ordinal()] = settings.mask(kind);
    }
  }

  @Override
  public List<String> signals() {
    return PiiFilter.KIND_SIGNALS;
  }

  @Override
  public String clean(Document document, TextAnalysis analysis, double[] out, int offset) {
    Arrays.fill(out, offset, offset + KINDS.length, 0);
    String text = document.text();
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      String masked = mask(text, out, offset);
      if (masked == text) {
        return text;
      }
      text = masked;
    }
    return text;
  }

  private String mask(String text, double[] out, int offset) {
    scanner.start(text);
    StringBuilder masked = null;
    int copied = 0;
    while (scanner.find()) {
      if (masked == null) {
        masked = new StringBuilder(text.length() + 16);
      }
      int kind = scanner.kind().ordinal();
      out[offset + kind]++;
      masked.append(text, copied, scanner.start()).append(masks[kind]);
      copied = scanner.end();
    }
    return masked == null ? text : masked.append(text, copied, text.length()).toString();
  }
}
