package io.millrace.app.report;

import io.millrace.corpus.Version;
import io.millrace.extract.formats.PageExplanation;
import java.util.List;

/**
 * Writes self-contained pages that show the blocks of an HTML page, and an index of such pages. See
 * {@link InlinePage}.
 */
public final class ExtractionPage {

  /** Most code points to show of one block. */
  public static final int MAX_TEXT = 1_200;

  private ExtractionPage() {}

  /**
   * An entry of the index.
   *
   * @param file name of its page
   * @param kept number of blocks in the text
   * @param keptLength characters of these blocks that are not white space
   * @param disagree blocks that the rules alone would decide differently
   */
  public record Entry(
      String file,
      String url,
      String title,
      String pageType,
      int blocks,
      int kept,
      long keptLength,
      long length,
      int disagree) {

    /** Makes the entry of a page. */
    public static Entry of(String file, String url, PageExplanation page) {
      int kept = 0;
      int disagree = 0;
      long keptLength = 0;
      long length = 0;
      for (PageExplanation.Part block : page.blocks()) {
        kept += block.kept() ? 1 : 0;
        keptLength += block.kept() ? block.length() : 0;
        length += block.length();
        disagree += block.kept() != block.rules() ? 1 : 0;
      }
      return new Entry(
          file,
          url,
          page.title(),
          page.pageType(),
          page.blocks().size(),
          kept,
          keptLength,
          length,
          disagree);
    }
  }

  private record PageData(String version, String url, String index, PageExplanation page) {}

  private record IndexData(String version, List<Entry> pages) {}

  /**
   * Writes the page for one HTML page.
   *
   * @param index name of the index file, or ""
   */
  public static byte[] html(String url, String index, PageExplanation page) {
    String title = page.title().isEmpty() ? url : page.title();
    return page(title, "extraction.js", new PageData(Version.TEXT, url, index, page));
  }

  /** Writes the index. */
  public static byte[] index(List<Entry> pages) {
    return page("Pages", "extractions.js", new IndexData(Version.TEXT, pages));
  }

  private static byte[] page(String title, String script, Object data) {
    return InlinePage.html(
        "extraction.html",
        title,
        List.of("report.css", "extraction.css"),
        List.of("tables.js", script),
        data);
  }
}
