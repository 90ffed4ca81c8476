package io.millrace.app.report;

import io.millrace.corpus.Version;
import io.millrace.extract.formats.PageExplanation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws what became of the blocks of a page, and lists many such pages. The pages are
 * self-contained as the report is, see {@link InlinePage}.
 */
public final class ExtractionPage {

  /** Most code points that are shown of one block. */
  public static final int MAX_TEXT = 1_200;

  private ExtractionPage() {}

  /**
   * A line of the list.
   *
   * @param file name of its page
   * @param kept number of blocks in the text
   * @param keptLength characters of them that are not white space
   * @param disagree blocks that the rules alone would judge otherwise
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

    /** The line of a page. */
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
   * The page of one page.
   *
   * @param index name of the list that it is in, or ""
   */
  public static byte[] html(String url, String index, PageExplanation page) {
    String title = page.title().isEmpty() ? url : page.title();
    return page(title, "extraction.js", new PageData(Version.TEXT, url, index, page));
  }

  /** The list of several pages. */
  public static byte[] index(List<Entry> pages) {
    return page("Pages", "extractions.js", new IndexData(Version.TEXT, pages));
  }

  private static byte[] page(String title, String script, Object data) {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("tables", InlinePage.resource("tables.js"));
    scripts.put("page", InlinePage.resource(script));
    String styles = InlinePage.resource("report.css") + InlinePage.resource("extraction.css");
    return InlinePage.html("extraction.html", title, styles, scripts, data);
  }
}
