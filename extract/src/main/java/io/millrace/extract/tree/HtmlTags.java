package io.millrace.extract.tree;

import io.millrace.extract.html.Element;
import io.millrace.extract.html.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What elements of HTML are to a reader of text, by their lower-case names. */
public final class HtmlTags {

  /** What {@link #flags} says of a name. */
  public static final int NEVER = 1;

  public static final int BLOCK = 1 << 1;
  public static final int CELL = 1 << 2;
  public static final int FORMATTING = 1 << 3;
  public static final int IMAGE = 1 << 4;
  static final int TABLE_PART = 1 << 5;
  public static final int PREFORMATTED = 1 << 6;
  public static final int LINK = 1 << 7;
  public static final int TABLE = 1 << 8;
  public static final int ROW = 1 << 9;
  public static final int NOSCRIPT = 1 << 10;

  /** Elements that are around the content by their name. */
  static final int BOILERPLATE = 1 << 11;

  /** Elements that state something of the page, whatever their attributes. */
  public static final int STATEMENT = 1 << 12;

  private static final Set<String> NEVER_TEXT =
      Set.of(
          "script",
          "style",
          "template",
          "svg",
          "math",
          "iframe",
          "frame",
          "object",
          "embed",
          "applet",
          "canvas",
          "audio",
          "video",
          "map",
          "select",
          "option",
          "datalist",
          "textarea",
          "input",
          "meter",
          "progress",
          "head",
          "title",
          "link",
          "meta",
          "base",
          "img",
          "picture",
          "source",
          "track",
          "param",
          "rp",
          "rt",
          "noframes",
          "amp-ad",
          "amp-analytics",
          "amp-state");

  private static final Set<String> BLOCKS =
      Set.of(
          "html",
          "body",
          "address",
          "article",
          "aside",
          "blockquote",
          "button",
          "center",
          "dd",
          "details",
          "dialog",
          "dir",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hgroup",
          "hr",
          "legend",
          "li",
          "listing",
          "main",
          "menu",
          "nav",
          "ol",
          "p",
          "plaintext",
          "pre",
          "search",
          "section",
          "summary",
          "table",
          "caption",
          "thead",
          "tbody",
          "tfoot",
          "tr",
          "ul",
          "xmp",
          "frameset");

  private static final Set<String> FORMATTINGS =
      Set.of(
          "b", "i", "em", "strong", "u", "s", "sub", "sup", "font", "mark", "code", "wbr", "ruby",
          "rb", "rt", "small", "big", "ins", "del", "var", "br", "bdi", "bdo", "tt", "kbd", "samp",
          "q", "abbr");

  private static final TagNumbers FLAGS = new TagNumbers(allFlags(), 0);

  private HtmlTags() {}

  private static Map<String, Integer> allFlags() {
    Map<String, Integer> flags = new HashMap<>();
    mark(flags, NEVER, NEVER_TEXT);
    mark(flags, BLOCK, BLOCKS);
    mark(flags, FORMATTING, FORMATTINGS);
    mark(flags, CELL, Set.of("td", "th"));
    mark(flags, IMAGE, Set.of("img", "picture", "svg"));
    mark(flags, TABLE_PART, Set.of("tr", "tbody", "thead", "tfoot", "caption"));
    mark(flags, PREFORMATTED, Set.of("pre", "listing", "xmp", "plaintext"));
    mark(flags, LINK, Set.of("a"));
    mark(flags, TABLE, Set.of("table"));
    mark(flags, ROW, Set.of("tr"));
    mark(flags, NOSCRIPT, Set.of("noscript"));
    mark(flags, BOILERPLATE, Set.of("nav", "header", "footer", "aside", "form", "menu", "search"));
    mark(flags, STATEMENT, Set.of("meta", "link", "a", "script", "html", "title", "base", "h1"));
    return flags;
  }

  private static void mark(Map<String, Integer> flags, int flag, Set<String> names) {
    names.forEach(name -> flags.merge(name, flag, (a, b) -> a | b));
  }

  /** Whether the element's content is no text of the page, whatever stands in it. */
  public static boolean isNeverText(String name) {
    return NEVER_TEXT.contains(name);
  }

  /**
   * All that is known of the element's name, for looking it up once an element; a template that is
   * shown is text.
   */
  public static int flags(Element element) {
    int flags = FLAGS.of(element);
    return element.id() == Tag.TEMPLATE && isShadowRoot(element) ? flags & ~NEVER : flags;
  }

  /**
   * Whether a template is no template but what its parent shows: a declarative shadow root (HTML,
   * section 4.12.3).
   */
  static boolean isShadowRoot(Element template) {
    String mode = template.attr("shadowrootmode");
    return mode.equalsIgnoreCase("open") || mode.equalsIgnoreCase("closed");
  }

  /** Whether text before and after the element's edges belongs to different blocks. */
  public static boolean isBlock(String name) {
    return BLOCKS.contains(name);
  }

  public static boolean isHeading(String name) {
    return name.length() == 2
        && name.charAt(0) == 'h'
        && name.charAt(1) >= '1'
        && name.charAt(1) <= '6';
  }

  /** Elements that change how a part of a word may look. */
  public static boolean isFormatting(String name) {
    return FORMATTINGS.contains(name);
  }

  static boolean isImage(String name) {
    return name.equals("img") || name.equals("picture") || name.equals("svg");
  }

  public static boolean isCell(String name) {
    return name.equals("td") || name.equals("th");
  }

  static boolean isTablePart(String name) {
    return name.equals("tr")
        || name.equals("tbody")
        || name.equals("thead")
        || name.equals("tfoot")
        || name.equals("caption");
  }

  public static boolean isPreformatted(String name) {
    return name.equals("pre")
        || name.equals("listing")
        || name.equals("xmp")
        || name.equals("plaintext");
  }
}
