package io.millrace.pipelines.step;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Page;
import io.millrace.corpus.Verdict;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.Extractor;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Extracts the text of a page. A record that is already text passes. */
public final class ExtractStep implements Step {

  /** Metadata field with the HTTP status of the response. */
  private static final String STATUS = "http_status";

  private static final String OK = "200";

  private final Extractor extractor;

  public ExtractStep(Extractor extractor) {
    this.extractor = extractor;
  }

  @Override
  public List<String> signals() {
    return List.of("body_bytes", "characters");
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    Page page = working.page();
    if (page == null) {
      return Optional.empty();
    }
    working.signals()[offset] = page.body().length;
    if (!page.metadata().getOrDefault(STATUS, OK).equals(OK)) {
      return Optional.of(Verdict.Dropped.because(DropReason.HTTP_STATUS));
    }
    Extraction extraction;
    try {
      extraction = extractor.extract(page);
    } catch (ExtractionException failure) {
      return Optional.of(new Verdict.Failed("extract", failure.reason(), failure.getMessage()));
    }
    working.signals()[offset + 1] = extraction.text().codePointCount(0, extraction.text().length());
    SortedMap<String, String> metadata = new TreeMap<>(page.metadata());
    metadata.putAll(extraction.metadata());
    Document document = working.document().withMetadata(metadata).withText(extraction.text());
    working.replace(document);
    return switch (extraction.status()) {
      case TEXT -> Optional.empty();
      case NO_TEXT -> Optional.of(Verdict.Dropped.because(DropReason.NO_TEXT));
      case UNSUPPORTED_TYPE -> Optional.of(Verdict.Dropped.because(DropReason.UNSUPPORTED_TYPE));
    };
  }
}
