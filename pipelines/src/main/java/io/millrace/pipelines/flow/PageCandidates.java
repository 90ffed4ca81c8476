package io.millrace.pipelines.flow;

import io.millrace.connectors.read.RecordSink;
import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.ImageCandidate;
import io.millrace.extract.formats.DocumentExtractor;
import io.millrace.langid.LanguageIdentifier;
import io.millrace.langid.LanguageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes the records of an image run from the records of a reader: one for each image that a page
 * shows, with the texts of the page around it. Pages and image files in the input are no records;
 * both are counted as skipped.
 */
public final class PageCandidates implements RecordSink {

  /** Metadata of the page that its images inherit. */
  private static final Set<String> KEPT =
      Set.of(
          "title",
          "site_name",
          "canonical_url",
          "robots",
          "tdm_reservation",
          "tdm_policy",
          "license");

  private static final String LANGUAGE = "page_language";

  /** Lowest probability at which an identified language is used for a page that declares none. */
  private static final double SURE = LanguageSettings.defaults().threshold().byDefault();

  static final String STATUS = "http_status";
  static final String OK = "200";

  private final DocumentExtractor extractor;
  private final Optional<LanguageIdentifier> languages;
  private final RecordSink out;
  private final Consumer<Page> images;

  /**
   * @param languages identifies the language of pages that declare none
   * @param out receives the candidates, and records that are no pages
   * @param robot name of our robot in directives of pages, besides the program's name
   * @param images receives responses that are images, and those without status 200, which may say
   *     that the use of an image is reserved
   */
  public PageCandidates(
      ExtractSettings settings,
      Optional<LanguageIdentifier> languages,
      String robot,
      RecordSink out,
      Consumer<Page> images) {
    this.languages = languages;
    this.extractor = DocumentExtractor.withLinksAndImages(settings, robot);
    this.out = out;
    this.images = images;
  }

  @Override
  public void accept(InputRecord found) {
    if (!(found instanceof Page page)) {
      out.accept(found);
    } else if (!page.metadata().getOrDefault(STATUS, OK).equals(OK)) {
      out.skip("page_without_status_200");
      images.accept(page);
    } else {
      take(page);
    }
  }

  @Override
  public void skip(String kind) {
    out.skip(kind);
  }

  private void take(Page page) {
    Extraction extraction;
    try {
      extraction = extractor.extract(page);
    } catch (ExtractionException failure) {
      out.accept(
          new UnreadableRecord(
              page.id(),
              page.url(),
              page.timestamp(),
              page.source(),
              failure.reason(),
              failure.getMessage(),
              "",
              page.metadata()));
      return;
    }
    if (extraction.metadata().getOrDefault("media_type", "").startsWith("image/")) {
      out.skip("image");
      images.accept(page);
      return;
    }
    out.skip("page");
    String language = extraction.images().isEmpty() ? "" : language(extraction);
    for (ImageCandidate candidate : extraction.images()) {
      out.accept(pair(page, extraction, language, candidate));
    }
  }

  /** The language that the page declares, else the identified language of its main text. */
  private String language(Extraction extraction) {
    String declared = extraction.metadata().getOrDefault(LANGUAGE, "");
    if (!declared.isEmpty() || extraction.text().isBlank()) {
      return declared;
    }
    return languages
        .map(identifier -> identifier.identify(extraction.text()))
        .filter(found -> found.score() >= SURE)
        .map(LanguageIdentifier.Prediction::language)
        .orElse("");
  }

  private static ImageTextPair pair(
      Page page, Extraction extraction, String language, ImageCandidate candidate) {
    SortedMap<String, String> metadata = new TreeMap<>();
    extraction
        .metadata()
        .forEach(
            (name, value) -> {
              if (KEPT.contains(name)) {
                metadata.put(name, value);
              }
            });
    List<Caption> captions = new ArrayList<>();
    add(captions, CaptionKind.ALT, candidate.alt());
    add(captions, CaptionKind.CAPTION, candidate.caption());
    add(captions, CaptionKind.TITLE, candidate.title());
    add(captions, CaptionKind.TEXT_BEFORE, candidate.textBefore());
    add(captions, CaptionKind.TEXT_AFTER, candidate.textAfter());
    return new ImageTextPair(
        RecordId.ofOwn(page.id() + '\n' + candidate.url()),
        candidate.url(),
        page.url(),
        page.timestamp(),
        page.source(),
        language,
        captions,
        candidate.inContent(),
        candidate.width(),
        candidate.height(),
        metadata,
        Optional.empty(),
        Optional.empty());
  }

  private static void add(List<Caption> captions, CaptionKind kind, String text) {
    if (!text.isBlank()) {
      captions.add(Caption.of(kind, text));
    }
  }
}
