package io.millrace.extract.formats;

import io.millrace.corpus.FailReason;
import io.millrace.corpus.Page;
import io.millrace.corpus.StatedRights;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.Extractor;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Extracts all supported types: HTML by {@link HtmlExtractor}; PDF, Office and EPUB by {@link
 * TikaExtractor} in child processes; text and XML by {@link PlainTextExtractor}. {@link MediaTypes}
 * finds the type; the server's Content-Type alone does not decide. Images, video, audio, archives,
 * scripts, styles, fonts and data are {@link Extraction.Status#UNSUPPORTED_TYPE}.
 */
public final class DocumentExtractor implements Extractor {

  private static final Set<String> TEXT_TYPES =
      Set.of(
          MediaTypes.PLAIN_TEXT,
          "text/csv",
          "text/tab-separated-values",
          "text/markdown",
          "text/x-markdown",
          "text/x-web-markdown",
          "text/x-rst",
          "text/x-log");

  private final ExtractSettings settings;
  private final HtmlExtractor html;
  private final PlainTextExtractor plain;

  public DocumentExtractor(ExtractSettings settings) {
    this(settings, false, "");
  }

  private DocumentExtractor(ExtractSettings settings, boolean linksAndImages, String robot) {
    this.settings = settings;
    this.html =
        new HtmlExtractor(
            settings,
            linksAndImages,
            Stream.of(StatedRights.PROGRAM, robot.toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    this.plain = new PlainTextExtractor(settings);
  }

  /** An extractor that also lists the links and images of HTML pages, which takes longer. */
  public static DocumentExtractor withLinksAndImages(ExtractSettings settings) {
    return withLinksAndImages(settings, "");
  }

  /**
   * The same for a named robot.
   *
   * @param robot name by which pages can address it in meta elements, besides {@link
   *     StatedRights#PROGRAM}; or ""
   */
  public static DocumentExtractor withLinksAndImages(ExtractSettings settings, String robot) {
    return new DocumentExtractor(settings, true, robot);
  }

  /**
   * @throws ExtractionException with reason {@code TOO_LARGE} if the body exceeds {@code
   *     max_body_bytes}; with {@code EXTRACTION_FAILED} if a document is encrypted or damaged; with
   *     {@code TIME_LIMIT} or {@code MEMORY_LIMIT} if parsing it exceeds a limit
   */
  @Override
  public Extraction extract(Page page) throws ExtractionException {
    if (page.body().length > settings.maxBodyBytes()) {
      throw new ExtractionException(
          FailReason.TOO_LARGE,
          "the body has "
              + page.body().length
              + " bytes, more than max_body_bytes = "
              + settings.maxBodyBytes(),
          null);
    }
    String mediaType = MediaTypes.ofHead(page.body(), page.contentType());
    if (MediaTypes.isHtml(mediaType)) {
      return html.extract(page, mediaType);
    }
    if (TEXT_TYPES.contains(mediaType)) {
      return plain.extractText(page, mediaType);
    }
    if (MediaTypes.isXml(mediaType)) {
      return plain.extractXml(page, mediaType);
    }
    if (MediaTypes.isContainer(mediaType) || TikaExtractor.supports(mediaType)) {
      return TikaWorker.extract(page, settings, mediaType);
    }
    return Extraction.unsupported(mediaType);
  }
}
