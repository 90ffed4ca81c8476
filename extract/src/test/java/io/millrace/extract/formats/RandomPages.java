package io.millrace.extract.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Random pages from a seed: half are written by a grammar that opens, closes, misnests and forgets,
 * half are ordinary pages with damaged bytes.
 */
final class RandomPages {

  private static final List<String> ELEMENTS =
      List.of(
          "div",
          "p",
          "a",
          "b",
          "i",
          "font",
          "nobr",
          "span",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "table",
          "caption",
          "colgroup",
          "col",
          "thead",
          "tbody",
          "tr",
          "td",
          "th",
          "h1",
          "h2",
          "h6",
          "pre",
          "code",
          "blockquote",
          "br",
          "hr",
          "img",
          "picture",
          "source",
          "select",
          "option",
          "optgroup",
          "form",
          "button",
          "input",
          "textarea",
          "label",
          "svg",
          "title",
          "desc",
          "foreignObject",
          "math",
          "mi",
          "annotation-xml",
          "template",
          "noscript",
          "script",
          "style",
          "iframe",
          "noembed",
          "noframes",
          "xmp",
          "plaintext",
          "frameset",
          "frame",
          "html",
          "head",
          "body",
          "meta",
          "link",
          "base",
          "main",
          "article",
          "section",
          "nav",
          "aside",
          "header",
          "footer",
          "details",
          "summary",
          "figure",
          "figcaption",
          "ruby",
          "rt",
          "rp",
          "object",
          "marquee",
          "video",
          "audio",
          "time",
          "address",
          "x-card",
          "slot",
          "listing");

  private static final List<String> ATTRIBUTES =
      List.of(
          "class=nav",
          "class='post comment'",
          "id=\"content\"",
          "href=/x",
          "href='https://a.example/'",
          "src=a.jpg",
          "data-src=\"b.jpg\"",
          "srcset='a.jpg 1x, b.jpg 2x'",
          "alt=\"\"",
          "hidden",
          "style='display:none'",
          "role=main",
          "aria-hidden=true",
          "itemprop=articleBody",
          "itemscope",
          "itemtype='https://schema.org/Product'",
          "lang=ar",
          "dir=rtl",
          "colspan=9999",
          "rowspan=-1",
          "content=\"text\"",
          "name=author",
          "property='og:title'",
          "datetime=2020",
          "shadowrootmode=open",
          "a='",
          "b=\"",
          "=x",
          "\"",
          "type=hidden",
          "encoding=text/html");

  private static final List<String> TEXTS =
      List.of(
          "words of text, and more of them. ",
          "x",
          " ",
          "\n",
          "\t\n",
          "\u00a0",
          "\u6f22\u5b57",
          "\u05e9\u05dc\u05d5\u05dd",
          "\ud83d\ude80",
          "\ud83d",
          "\ude80",
          "\u0000",
          "\ufeff",
          "\u200b",
          "\u0301",
          "&amp;",
          "&nbsp;",
          "&lt;b&gt;",
          "&#0;",
          "&#xD800;",
          "&#x110000;",
          "&bogus;",
          "&notit;",
          "&",
          "<",
          ">",
          "</",
          "<!",
          "<?",
          "<!--",
          "-->",
          "--!>",
          "<![CDATA[",
          "]]>",
          "<!doctype html>",
          "<?xml version='1.0'?>",
          "{\"@type\":\"Article\"}",
          "\r",
          "|",
          "1. ",
          "* ",
          "# ",
          "```",
          "\u2028",
          "\u202e");

  private RandomPages() {}

  /** The page of a seed: the same bytes whenever and wherever it is asked for. */
  static byte[] page(long seed) {
    Random random = new Random(seed);
    return random.nextBoolean()
        ? grammar(random).getBytes(StandardCharsets.UTF_8)
        : damaged(random, ordinary(random));
  }

  private static String grammar(Random random) {
    StringBuilder page = new StringBuilder();
    int parts = 1 << random.nextInt(11);
    String[] open = new String[parts + 1];
    int depth = 0;
    while (parts-- > 0) {
      int kind = random.nextInt(10);
      if (kind < 4) {
        open[depth] = pick(random, ELEMENTS);
        startTag(random, page, open[depth++]);
      } else if (kind < 6 && depth > 0) {
        page.append("</").append(open[--depth]).append('>');
      } else if (kind < 7) {
        page.append("</").append(pick(random, ELEMENTS)).append('>');
      } else if (kind < 8 && random.nextInt(8) == 0) {
        String part = page.substring(Math.max(0, page.length() - 1 - random.nextInt(60)));
        page.append(part.repeat(1 + random.nextInt(200)));
      } else {
        page.append(pick(random, TEXTS));
      }
    }
    return page.toString();
  }

  private static void startTag(Random random, StringBuilder page, String name) {
    page.append('<').append(name);
    int attributes = random.nextInt(4) == 0 ? random.nextInt(6) : random.nextInt(2);
    for (int i = 0; i < attributes; i++) {
      page.append(random.nextInt(9) == 0 ? '/' : ' ').append(pick(random, ATTRIBUTES));
    }
    page.append(random.nextInt(20) == 0 ? "/>" : random.nextInt(40) == 0 ? "" : ">");
  }

  /** An article, a forum, a listing or a table, well-formed. */
  private static String ordinary(Random random) {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html><html lang=en><head><meta charset=utf-8><title>Title</title>");
    page.append(
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"name\":\"x\"}</script>");
    page.append("</head><body><nav><ul><li><a href=/>Home</a></ul></nav><main>");
    int blocks = 1 + random.nextInt(40);
    int kind = random.nextInt(4);
    for (int i = 0; i < blocks; i++) {
      String text = "Sentence " + i + " of the page goes on for a while, and then it ends. ";
      switch (kind) {
        case 0 -> page.append("<h2>Heading</h2><p>").append(text.repeat(3)).append("</p>");
        case 1 ->
            page.append("<div class='comment'><span class=author>Name</span><div class=body>")
                .append(text)
                .append("<br><br>\u00c4\u00f6\u00fc</div></div>");
        case 2 ->
            page.append("<div class=card><a href=/x><img src=a.jpg alt=b><h3>Name</h3></a><p>")
                .append(text)
                .append("</p></div>");
        default ->
            page.append(i == 0 ? "<table>" : "")
                .append("<tr><td>a<td>")
                .append(text)
                .append("</tr>");
      }
    }
    return page.append("</main><footer>Imprint</footer></body></html>").toString();
  }

  private static byte[] damaged(Random random, String page) {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    int changes = random.nextInt(30);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(random.nextInt(200), bytes.length - at);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "<>&'\"=/!-\0".charAt(random.nextInt(10));
        case 2 -> bytes = splice(bytes, at, at + length, new byte[0]);
        case 3 -> bytes = splice(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
        default ->
            bytes = splice(bytes, at, at, pick(random, TEXTS).getBytes(StandardCharsets.UTF_8));
      }
      if (bytes.length == 0) {
        return bytes;
      }
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + with.length);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
    return result;
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
