package io.millrace.extract.tree;

import io.millrace.extract.html.Element;
import io.millrace.extract.html.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What elements of HTML mean for their text, by lower-case name. */
public final class HtmlTags {

  /** Bits of {@link #flags}. */
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

  /** Elements that surround the content, such as {@code nav}. */
  static final int BOILERPLATE = 1 << 11;

  /** Elements that state something about the page, whatever their attributes. */
  public static final int STATEMENT = 1 << 12;

  private static final Set<String> NEVER_TEXT =
      Set.of(
          ("script style template svg math iframe frame object embed applet canvas audio video"
                  + " map select option datalist textarea input meter progress head title link meta"
                  + " base img picture source track param rp rt noframes amp-ad amp-analytics"
                  + " amp-state")
              .split(" "));

  private static final Set<String> BLOCKS =
      Set.of(
          ("html body address article aside blockquote button center dd details dialog dir div"
                  + " dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr"
                  + " legend li listing main menu nav ol p plaintext pre search section summary table"
                  + " caption thead tbody tfoot tr ul xmp frameset")
              .split(" "));

  private static final Set<String> FORMATTINGS =
      Set.of(
          ("b i em strong u s sub sup font mark code wbr ruby rb rt small big ins del var br"
                  + " bdi bdo tt kbd samp q abbr")
              .split(" "));

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

  /** Whether the content of the element is never text of the page. */
  public static boolean isNeverText(String name) {
    return NEVER_TEXT.contains(name);
  }

  /**
   * All flags of an element's name, for one look-up per element. A declarative shadow root is not
   * {@link #NEVER}.
   */
  public static int flags(Element element) {
    int flags = FLAGS.of(element);
    return element.id() == Tag.TEMPLATE && isShadowRoot(element) ? flags & ~NEVER : flags;
  }

  /**
   * Whether a template is a declarative shadow root, which its parent shows (HTML, section 4.12.3).
   */
  private static boolean isShadowRoot(Element template) {
    String mode = template.attr("shadowrootmode");
    return mode.equalsIgnoreCase("open") || mode.equalsIgnoreCase("closed");
  }

  /** Whether the element is a block of its own. */
  public static boolean isBlock(String name) {
    return BLOCKS.contains(name);
  }

  public static boolean isHeading(String name) {
    return name.length() == 2
        && name.charAt(0) == 'h'
        && name.charAt(1) >= '1'
        && name.charAt(1) <= '6';
  }

  /** Whether the element can format a part of a word. */
  public static boolean isFormatting(String name) {
    return FORMATTINGS.contains(name);
  }

  public static boolean isCell(String name) {
    return name.equals("td") || name.equals("th");
  }

  public static boolean isPreformatted(String name) {
    return name.equals("pre")
        || name.equals("listing")
        || name.equals("xmp")
        || name.equals("plaintext");
  }
}
