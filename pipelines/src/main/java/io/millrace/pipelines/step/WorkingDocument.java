package io.millrace.pipelines.step;

import io.millrace.api.TextAnalysis;
import io.millrace.connectors.fetch.FetchResult;
import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Page;
import io.millrace.corpus.Utf8;
import io.millrace.filters.text.KeptLines;
import io.millrace.filters.text.TextAnalyzer;
import java.util.Arrays;
import java.util.Optional;

/** The document in the chain, with the analysis that all steps share. Reused for all documents. */
public final class WorkingDocument {

  private final TextAnalyzer analyzer;
  private Page page;
  private Document document;
  private TextAnalysis analysis;

  /** Lines of the last analysis that make up the text, until the text is analysed itself. */
  private KeptLines kept;

  private double[] signals;
  private Hash128 id;
  private ImagePart image;
  private FetchResult fetched;
  private long bytes;

  public WorkingDocument(TextAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** Starts with a new document; {@code newPage} is null for a record that is already text. */
  public void start(Page newPage, Document newDocument, ImagePart newImage, int signalCount) {
    double[] none = new double[signalCount];
    Arrays.fill(none, Double.NaN);
    start(newPage, newDocument, newImage, none);
  }

  private void start(Page newPage, Document newDocument, ImagePart newImage, double[] values) {
    page = newPage;
    document = newDocument;
    image = newImage;
    id = null;
    fetched = null;
    analysis = null;
    kept = null;
    bytes = newPage == null ? Utf8.length(newDocument.text()) : newPage.body().length;
    signals = values;
  }

  /** Resumes with a pair in the middle of the chain, after its image was fetched. */
  public void goOn(Judged before, FetchResult result) {
    start(null, before.document(), before.image().orElse(null), before.signals());
    id = before.id();
    fetched = result;
  }

  /** The page before extraction, or null. */
  public Page page() {
    return page;
  }

  public Document document() {
    return document;
  }

  /** The id of the document; no step changes it. */
  public Hash128 id() {
    if (id == null) {
      id = Hash128.fromHex(document.id());
    }
    return id;
  }

  /** The other parts of the pair, or empty if the document is no caption. */
  public Optional<ImagePart> image() {
    return Optional.ofNullable(image);
  }

  public void replaceImage(ImagePart changed) {
    image = changed;
    bytes = changed.image().map(encoded -> (long) encoded.length).orElse(bytes);
  }

  /** The response for the pair's image, or empty if it was not fetched. */
  public Optional<FetchResult> fetched() {
    return Optional.ofNullable(fetched);
  }

  /** Bytes of the page, the text in UTF-8 or the image, whichever changed last. */
  public long bytes() {
    return bytes;
  }

  /** All signals of the chain by index; NaN if not measured. */
  public double[] signals() {
    return signals;
  }

  /** Replaces the document; a changed text is analysed again. */
  public void replace(Document changed) {
    replace(changed, Optional.empty());
  }

  /**
   * Replaces the document.
   *
   * @param lines lines of the current analysis that make up the text, if known
   */
  void replace(Document changed, Optional<KeptLines> lines) {
    boolean analysed = analysis != null;
    kept = null;
    String before = document.text();
    document = changed;
    page = null;
    if (!changed.text().equals(before)) {
      analysis = null;
      kept = analysed ? lines.orElse(null) : null;
      bytes = Utf8.length(changed.text());
    }
  }

  /** Analysis of the document's text, computed on first use. */
  public TextAnalysis analysis() {
    if (analysis == null) {
      String text = document.text();
      analysis = kept == null ? analyzer.analyze(text) : analyzer.keep(kept, text);
      kept = null;
    }
    return analysis;
  }
}
