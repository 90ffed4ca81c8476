package io.millrace.extract.html;

import java.util.HashMap;
import java.util.Map;

/**
 * Name of an element, in lower case in all namespaces, with flags for the rules of tree
 * construction (WHATWG HTML, section 13.2.6). Each known name is one object and has a number, its
 * index in {@link #NAMES}; other names have the number 0 and no flags. There are constants for the
 * names that code refers to.
 */
public final class Tag {
  public static final int A = 1;
  public static final int ADDRESS = 3;
  public static final int ANNOTATION_XML = 5;
  public static final int APPLET = 6;
  public static final int AREA = 7;
  public static final int ARTICLE = 8;
  public static final int ASIDE = 9;
  public static final int B = 11;
  public static final int BASE = 12;
  public static final int BASEFONT = 13;
  public static final int BGSOUND = 16;
  public static final int BIG = 17;
  public static final int BLOCKQUOTE = 18;
  public static final int BODY = 19;
  public static final int BR = 20;
  public static final int BUTTON = 21;
  public static final int CAPTION = 23;
  public static final int CENTER = 24;
  public static final int CODE = 26;
  public static final int COL = 27;
  public static final int COLGROUP = 28;
  public static final int DD = 31;
  public static final int DETAILS = 34;
  public static final int DIALOG = 36;
  public static final int DIR = 37;
  public static final int DIV = 38;
  public static final int DL = 39;
  public static final int DT = 40;
  public static final int EM = 41;
  public static final int EMBED = 42;
  public static final int FIELDSET = 43;
  public static final int FIGCAPTION = 44;
  public static final int FIGURE = 45;
  public static final int FONT = 46;
  public static final int FOOTER = 47;
  public static final int FORM = 49;
  public static final int FRAME = 50;
  public static final int FRAMESET = 51;
  public static final int H1 = 53;
  public static final int H2 = 54;
  public static final int H3 = 55;
  public static final int H4 = 56;
  public static final int H5 = 57;
  public static final int H6 = 58;
  public static final int HEAD = 59;
  public static final int HEADER = 60;
  public static final int HGROUP = 61;
  public static final int HR = 62;
  public static final int HTML = 63;
  public static final int I = 64;
  public static final int IFRAME = 65;
  public static final int IMAGE = 66;
  public static final int IMG = 67;
  public static final int INPUT = 68;
  public static final int KEYGEN = 71;
  public static final int LI = 74;
  public static final int LINK = 75;
  public static final int LISTING = 76;
  public static final int MAIN = 77;
  public static final int MALIGNMARK = 78;
  public static final int MARQUEE = 81;
  public static final int MATH = 82;
  public static final int MENU = 83;
  public static final int META = 84;
  public static final int MGLYPH = 86;
  public static final int NAV = 92;
  public static final int NOBR = 93;
  public static final int NOEMBED = 94;
  public static final int NOFRAMES = 95;
  public static final int NOSCRIPT = 96;
  public static final int OBJECT = 97;
  public static final int OL = 98;
  public static final int OPTGROUP = 99;
  public static final int OPTION = 100;
  public static final int P = 102;
  public static final int PARAM = 103;
  public static final int PLAINTEXT = 106;
  public static final int PRE = 107;
  public static final int RB = 110;
  public static final int RP = 111;
  public static final int RT = 112;
  public static final int RTC = 113;
  public static final int RUBY = 114;
  public static final int S = 115;
  public static final int SCRIPT = 117;
  public static final int SEARCH = 118;
  public static final int SECTION = 119;
  public static final int SELECT = 120;
  public static final int SMALL = 122;
  public static final int SOURCE = 123;
  public static final int STRIKE = 125;
  public static final int STRONG = 126;
  public static final int STYLE = 127;
  public static final int SUMMARY = 129;
  public static final int SVG = 131;
  public static final int TABLE = 132;
  public static final int TBODY = 133;
  public static final int TD = 134;
  public static final int TEMPLATE = 135;
  public static final int TEXTAREA = 136;
  public static final int TFOOT = 137;
  public static final int TH = 138;
  public static final int THEAD = 139;
  public static final int TITLE = 141;
  public static final int TR = 142;
  public static final int TRACK = 143;
  public static final int TT = 144;
  public static final int U = 145;
  public static final int UL = 146;
  public static final int WBR = 150;
  public static final int XMP = 151;

  /** Number of known names plus one. */
  public static final int COUNT = 152;

  /** Special elements (13.2.4.2). */
  static final int IS_SPECIAL = 1 << 0;

  /** Formatting elements (13.2.4.3). */
  static final int IS_FORMATTING = 1 << 1;

  /** End every scope except that of tables. */
  static final int IS_SCOPE = 1 << 2;

  /** End the scope of tables. */
  static final int IS_TABLE_SCOPE = 1 << 3;

  /** Their end tags can be implied (13.2.6.3). */
  static final int IS_IMPLIED_END = 1 << 4;

  /** The same, when all implied end tags are generated thoroughly. */
  static final int IS_THOROUGH_END = 1 << 5;

  /** {@code h1} to {@code h6}. */
  static final int IS_HEADING = 1 << 6;

  /** Their text becomes a {@link DataNode}. */
  static final int IS_DATA = 1 << 7;

  /** Their start tags end foreign content (13.2.6.5). */
  static final int IS_BREAKOUT = 1 << 8;

  /** Text and most elements inside them move before the table (13.2.6.1). */
  static final int IS_FOSTER = 1 << 9;

  /** Integration points for text, in MathML. */
  static final int IS_MATHML_TEXT = 1 << 10;

  /** Integration points for HTML, in SVG. */
  static final int IS_SVG_HTML = 1 << 11;

  /** Known names by their number. */
  private static final String[] NAMES =
      (" a abbr address amp-img annotation-xml applet area article aside audio b base"
              + " basefont bdi bdo bgsound big blockquote body br button canvas caption center"
              + " cite code col colgroup data datalist dd del desc details dfn dialog dir div dl"
              + " dt em embed fieldset figcaption figure font footer foreignobject form frame"
              + " frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img"
              + " input ins kbd keygen label legend li link listing main malignmark map mark"
              + " marquee math menu meta meter mglyph mi mn mo ms mtext nav nobr noembed noframes"
              + " noscript object ol optgroup option output p param path picture plaintext pre"
              + " progress q rb rp rt rtc ruby s samp script search section select slot small"
              + " source span strike strong style sub summary sup svg table tbody td template"
              + " textarea tfoot th thead time title tr track tt u ul use var video wbr xmp")
          .split(" ");

  private static final Map<Integer, String> FLAGS =
      Map.ofEntries(
          Map.entry(
              IS_SPECIAL,
              "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp"),
          Map.entry(IS_FORMATTING, "a b big code em font i nobr s small strike strong tt u"),
          Map.entry(IS_SCOPE, "applet caption html marquee object select table td template th"),
          Map.entry(IS_TABLE_SCOPE, "html table template"),
          Map.entry(IS_IMPLIED_END, "dd dt li optgroup option p rb rp rt rtc"),
          Map.entry(
              IS_THOROUGH_END,
              "caption colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr"),
          Map.entry(IS_HEADING, "h1 h2 h3 h4 h5 h6"),
          Map.entry(IS_DATA, "iframe noembed noframes script style xmp"),
          Map.entry(
              IS_BREAKOUT,
              "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strike strong sub sup table tt u ul var"),
          Map.entry(IS_FOSTER, "table tbody tfoot thead tr"),
          Map.entry(IS_MATHML_TEXT, "mi mn mo ms mtext"),
          Map.entry(IS_SVG_HTML, "desc foreignobject title"));

  private static final Tag[] KNOWN = known();

  /**
   * Known names by hash; a power of two, sparse enough that nearly every look-up takes one step.
   */
  private static final Tag[] BY_HASH = byHash();

  private final String name;
  private final int hash;
  final int id;
  final int flags;

  private Tag(String name, int id, int flags) {
    this.name = name;
    this.hash = name.hashCode();
    this.id = id;
    this.flags = flags;
  }

  private static Tag[] known() {
    Map<String, Integer> flags = new HashMap<>();
    FLAGS.forEach(
        (flag, names) -> {
          for (String name : names.split(" ")) {
            flags.merge(name, flag, (a, b) -> a | b);
          }
        });
    Tag[] tags = new Tag[COUNT];
    for (int i = 1; i < COUNT; i++) {
      tags[i] = new Tag(NAMES[i], i, flags.getOrDefault(NAMES[i], 0));
    }
    return tags;
  }

  private static Tag[] byHash() {
    Tag[] tags = new Tag[1024];
    for (int i = 1; i < COUNT; i++) {
      int at = slot(KNOWN[i].hash);
      while (tags[at] != null) {
        at = at + 1 & tags.length - 1;
      }
      tags[at] = KNOWN[i];
    }
    return tags;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 12) & 1023;
  }

  static Tag known(int id) {
    return KNOWN[id];
  }

  /** The tag with a name; one object per known name. */
  public static Tag of(String name) {
    Tag known = find(name.hashCode(), name.toCharArray(), 0, name.length());
    return known == null ? unknown(name) : known;
  }

  /** Number of a known name, or 0. */
  public static int idOf(String name) {
    return of(name).id;
  }

  static Tag unknown(String name) {
    return new Tag(name, 0, 0);
  }

  /**
   * The known name that these characters spell in any case, or null.
   *
   * @param hash {@link String#hashCode} of the name in lower case
   */
  static Tag find(int hash, char[] chars, int start, int end) {
    for (int at = slot(hash); BY_HASH[at] != null; at = at + 1 & 1023) {
      Tag tag = BY_HASH[at];
      if (tag.hash == hash && tag.isSpelt(chars, start, end)) {
        return tag;
      }
    }
    return null;
  }

  boolean isSpelt(char[] chars, int start, int end) {
    return NameCharacters.equal(name, chars, start, end);
  }

  public String name() {
    return name;
  }

  /** Number of a known name, or 0. */
  public int id() {
    return id;
  }

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  /** Whether both are the same name. */
  boolean same(Tag other) {
    return this == other
        || id == 0 && other.id == 0 && hash == other.hash && name.equals(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
