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

/** The document on its way through the chain, with the one analysis all steps share. */
public final class WorkingDocument {

  private final TextAnalyzer analyzer;
  private Page page;
  private Document document;
  private TextAnalysis analysis;

  /** Of which lines of the last analysis the text is made, while it has no analysis of its own. */
  private KeptLines kept;

  private double[] signals;
  private Hash128 id;
  private ImagePart image;
  private FetchResult fetched;
  private long bytes;

  public WorkingDocument(TextAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** Starts on a new document; {@code page} is null when it came as text. */
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

  /** Goes on with a pair that some stages have worked on, now that its image was asked for. */
  public void goOn(Judged before, FetchResult result) {
    start(null, before.document(), before.image().orElse(null), before.signals());
    id = before.id();
    fetched = result;
  }

  /** The page still to be extracted, or null. */
  public Page page() {
    return page;
  }

  public Document document() {
    return document;
  }

  /** The id of the document, which no step changes. */
  public Hash128 id() {
    if (id == null) {
      id = Hash128.fromHex(document.id());
    }
    return id;
  }

  /** The rest of the pair whose caption the document is, or empty when it is none. */
  public Optional<ImagePart> image() {
    return Optional.ofNullable(image);
  }

  /** Replaces the rest of the pair. */
  public void replaceImage(ImagePart changed) {
    image = changed;
    bytes = changed.image().map(encoded -> (long) encoded.length).orElse(bytes);
  }

  /** What came of asking for the pair's image, or empty when nobody has asked. */
  public Optional<FetchResult> fetched() {
    return Optional.ofNullable(fetched);
  }

  /** Size of what the next step works on: of the page, or of the text in UTF-8. */
  public long bytes() {
    return bytes;
  }

  /** All signals of the chain by place; NaN where none was measured. */
  public double[] signals() {
    return signals;
  }

  /** Replaces the document; the text is analysed again when it changed. */
  public void replace(Document changed) {
    replace(changed, Optional.empty());
  }

  /**
   * Replaces the document.
   *
   * @param lines of which the text is made, if it is, among those of the analysis as it is now
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

  /** Analysis of the document's text, made when first asked for. */
  public TextAnalysis analysis() {
    if (analysis == null) {
      String text = document.text();
      analysis = kept == null ? analyzer.analyze(text) : analyzer.keep(kept, text);
      kept = null;
    }
    return analysis;
  }
}
