package io.millrace.pipelines.chain;

import io.millrace.corpus.Document;
import io.millrace.corpus.Page;
import io.millrace.filters.text.TextAnalysis;
import io.millrace.filters.text.TextAnalyzer;
import java.util.Arrays;

/** The document on its way through the chain, with the one analysis all steps share. */
public final class WorkingDocument {

  private final TextAnalyzer analyzer;
  private Page page;
  private Document document;
  private TextAnalysis analysis;
  private double[] signals;

  WorkingDocument(TextAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** Starts on a new document; {@code page} is null when it came as text. */
  void start(Page newPage, Document newDocument, int signalCount) {
    page = newPage;
    document = newDocument;
    analysis = null;
    signals = new double[signalCount];
    Arrays.fill(signals, Double.NaN);
  }

  /** The page still to be extracted, or null. */
  public Page page() {
    return page;
  }

  public Document document() {
    return document;
  }

  /** All signals of the chain by place; NaN where none was measured. */
  public double[] signals() {
    return signals;
  }

  /** Replaces the document; the text is analysed again when it changed. */
  public void replace(Document changed) {
    String before = document.text();
    document = changed;
    page = null;
    if (!changed.text().equals(before)) {
      analysis = null;
    }
  }

  /** Analysis of the document's text, made when first asked for. */
  public TextAnalysis analysis() {
    if (analysis == null) {
      analysis = analyzer.analyze(document.text());
    }
    return analysis;
  }
}
