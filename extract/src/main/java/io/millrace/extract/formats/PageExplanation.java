package io.millrace.extract.formats;

import io.millrace.corpus.FailReason;
import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.EmbeddedText;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.model.ContentChoice;
import io.millrace.extract.text.AttributeWords;
import io.millrace.extract.tree.HtmlParser;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.MarkupText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * All blocks of a page with their scores: explains how the main content was found.
 *
 * @param title of the page, or ""
 * @param pageType type of the page, or "" if the rules chose the content
 * @param pageTypes probability of each type, 0..1; empty if the rules chose the content
 * @param threshold score that a block of this page must reach
 * @param blocks in document order
 */
public record PageExplanation(
    String title,
    String pageType,
    SortedMap<String, Double> pageTypes,
    double threshold,
    List<Part> blocks) {

  /** Most elements of a path; outer ones are left out. */
  private static final int MAX_PATH = 6;

  private static final int MAX_NAMES = 3;
  private static final int MAX_NAME = 40;

  /**
   * A block.
   *
   * @param kind paragraph, heading, item, row or preformatted
   * @param level of a heading 1 to 6, else 0
   * @param text its beginning, at most {@code maxText} code points
   * @param length of the whole, in characters other than white space
   * @param linkDensity share of those in links, 0..1
   * @param path the elements around it with their classes and ids, outermost first, as in CSS
   * @param boilerplate whether an element around it is named as navigation, comments or similar
   * @param hidden whether readers do not see it, or only without scripts
   * @param embedded whether it is from the page's data: JSON-LD, a script's state
   * @param rules whether the rules alone would keep it
   * @param kept whether it is in the text
   * @param score probability that it is main content, 0..1
   * @param reasons features for and against it, most important first; may be empty
   */
  public record Part(
      String kind,
      int level,
      String text,
      int length,
      double linkDensity,
      String path,
      boolean boilerplate,
      boolean hidden,
      boolean embedded,
      boolean rules,
      boolean kept,
      double score,
      List<Reason> reasons) {}

  /**
   * A feature for or against a block.
   *
   * @param feature its name
   * @param value its value for the block
   * @param contribution to the score: above 0 for the block, below 0 against it
   */
  public record Reason(String feature, double value, double contribution) {}

  /**
   * Explains an HTML page.
   *
   * @param maxText most code points of a block's text that are kept
   * @throws ExtractionException if the page is not HTML, or too large
   */
  public static PageExplanation of(Page page, ExtractSettings settings, int maxText)
      throws ExtractionException {
    if (page.body().length > settings.maxBodyBytes()) {
      throw new ExtractionException(
          FailReason.TOO_LARGE, "the body is longer than max_body_bytes", null);
    }
    String mediaType = MediaTypes.ofHead(page.body(), page.contentType());
    if (!MediaTypes.isHtml(mediaType)) {
      throw new ExtractionException("only HTML has blocks to explain, not " + mediaType, null);
    }
    HtmlParser.Parsed parsed = HtmlParser.parse(page.body(), page.contentType(), settings);
    String title = MarkupText.line(parsed.document().title());
    PageView view = PageView.read(page.url(), parsed.document(), settings.keepTables());
    ContentChoice choice = HtmlExtractor.choose(view);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < view.blocks().size(); i++) {
      parts.add(part(view, choice, i, maxText));
    }
    return new PageExplanation(
        title,
        choice.pageType(),
        choice.pageTypes(),
        choice.threshold(),
        Collections.unmodifiableList(parts));
  }

  private static Part part(PageView page, ContentChoice choice, int number, int maxText) {
    Block block = page.blocks().get(number);
    return new Part(
        switch (block.kind()) {
          case PARAGRAPH -> "paragraph";
          case HEADING -> "heading";
          case ITEM -> "item";
          case ROW -> "row";
          case PREFORMATTED -> "preformatted";
        },
        block.level(),
        MarkupText.first(block.text(), maxText),
        block.length(),
        block.linkDensity(),
        path(page.tree(), block.owner()),
        block.boilerplate(),
        block.hidden(),
        isEmbedded(page.tree(), block.owner()),
        page.rules().get(number),
        choice.kept().get(number),
        choice.scores()[number],
        choice.reasons(number).stream()
            .map(each -> new Reason(each.feature(), each.value(), each.contribution()))
            .toList());
  }

  private static boolean isEmbedded(HtmlTree tree, int owner) {
    int at = owner;
    while (at >= 0 && !tree.element(at).className().equals(EmbeddedText.HOLDER)) {
      at = tree.parent(at);
    }
    return at >= 0;
  }

  private static String path(HtmlTree tree, int owner) {
    List<String> steps = new ArrayList<>();
    int at = owner;
    while (at > 0 && steps.size() < MAX_PATH) {
      steps.add(step(tree, at));
      at = tree.parent(at);
    }
    if (at > 0) {
      steps.add("\u2026");
    }
    Collections.reverse(steps);
    return steps.isEmpty() ? tree.element(0).normalName() : String.join(" > ", steps);
  }

  private static String step(HtmlTree tree, int number) {
    StringBuilder step =
        new StringBuilder(MarkupText.first(tree.element(number).normalName(), MAX_NAME));
    String id = MarkupText.line(AttributeWords.start(tree.element(number).attr("id")));
    if (!id.isEmpty()) {
      step.append('#').append(MarkupText.first(id, MAX_NAME));
    }
    String classes = MarkupText.line(AttributeWords.start(tree.element(number).className()));
    int names = 0;
    for (String name : classes.split(" ")) {
      if (!name.isEmpty() && names++ < MAX_NAMES) {
        step.append('.').append(MarkupText.first(name, MAX_NAME));
      }
    }
    return step.toString();
  }
}
