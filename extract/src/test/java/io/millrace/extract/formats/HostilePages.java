package io.millrace.extract.formats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Hostile pages of about a given number of characters. */
final class HostilePages {

  private static final String SENTENCE = "Ten thousand words are no reason to be slow. ";
  private static final String FORMATTING =
      "<b><i><u><s><tt><big><small><strong><em><code><font><strike>";

  private HostilePages() {}

  static Map<String, IntFunction<String>> all() {
    Map<String, IntFunction<String>> pages = new LinkedHashMap<>();
    nested(pages);
    formatting(pages);
    tables(pages);
    attributes(pages);
    names(pages);
    text(pages);
    raw(pages);
    heads(pages);
    data(pages);
    microdata(pages);
    images(pages);
    many(pages);
    return pages;
  }

  private static void nested(Map<String, IntFunction<String>> pages) {
    String[] repeated = {
      "<div>",
      "<div>" + SENTENCE,
      "<span>",
      "<p>x",
      "<ul><li>x",
      "<li><span>",
      "<dl><dd><span>",
      "<h1>",
      "<form><button>x",
      "<object>x",
      "<ruby><rt>x",
      "<select><option>x",
      "<select>",
      "<svg>",
      "<svg><p>",
      "<svg><title>x",
      "<svg><foreignObject>",
      "<math><mi>",
      "<template>",
      "<template><tr><td>",
      "<noscript><div>x",
      "<frameset>",
      "</body><div>",
      "</p>",
      "</br>",
      "</html>",
      "<html><body>",
      "<i>x</i>",
      "<br>",
      "<p>" + SENTENCE,
    };
    for (String part : repeated) {
      pages.put(part, size -> repeat(part, size));
    }
    pages.put("deep, unknown end tags", n -> "<span>".repeat(2_000) + repeat("</x>", n));
    pages.put("deep, paragraphs", n -> "<span>".repeat(2_000) + repeat("<p></p>", n));
    pages.put("deep svg", n -> "<svg>" + repeat("<g>", n / 2) + repeat("</x>", n / 2));
    pages.put("preformatted", n -> "<pre>" + repeat("x\n\n <br>", n));
  }

  private static void formatting(Map<String, IntFunction<String>> pages) {
    String[] repeated = {
      "<b>",
      "<b><i><u><s>",
      "<b><p>x",
      "<a href=x>y",
      "<a><div>",
      "<nobr>x",
      "<b><div></b>",
      "<b><i><u><s><div><div><div><div><div><div><div><div></b>",
      "<a><b><i><u><p></a></b></i></u>",
      "<b><p>x</b></p>",
      "<a><table><tr><td>",
    };
    for (String part : repeated) {
      pages.put(part, size -> repeat(part, size));
    }
    pages.put("formatting repeated", n -> "<p>" + FORMATTING + repeat("<p>x", n));
    pages.put(
        "formatting with attributes repeated",
        n -> "<p>" + FORMATTING.replace(">", manyAttributes("") + ">") + repeat("<p>x", n));
    pages.put("fonts", n -> numbered("<font color=", "><p>x", n));
    pages.put("links", n -> numbered("<a href=", ">y<p>", n));
    pages.put(
        "adoption of many children",
        n -> "<b><div>" + repeat("x<br>", n / 2) + repeat("</b><b><div>", n / 2));
  }

  private static void tables(Map<String, IntFunction<String>> pages) {
    String[] inTable = {
      "x<tr>", "<a>x<tr>", "<b><p>x<tr>", "<td>a", "<caption><b>", "<tbody>", "<col>"
    };
    for (String part : inTable) {
      pages.put("<table>, " + part, n -> "<table>" + repeat(part, n));
    }
    pages.put("rows", n -> "<table>" + repeat("<tr><td>a<td>b<td>c</tr>", n) + "</table>");
    pages.put("nested tables", n -> repeat("<table><tr><td>", n));
    pages.put("tables in tables", n -> repeat("<table>x<b><p>y</b>", n));
    pages.put(
        "foster parent of many",
        n -> repeat("<p>x</p>", n / 2) + "<table>" + repeat("<b><div>x</b><tr>", n / 2));
  }

  private static void attributes(Map<String, IntFunction<String>> pages) {
    pages.put("attribute", n -> "<p class='" + repeat("nav ", n) + "'>x");
    pages.put("attribute of entities", n -> "<p title='" + repeat("&amp;", n) + "'>x");
    pages.put("attributes of one tag", n -> "<p" + numbered(" a", "=1", n) + ">words");
    for (String name : new String[] {"b", "div", "body"}) {
      String tag = "<" + name + manyAttributes("") + ">";
      pages.put("attributes of many " + name, n -> repeat(tag, n));
    }
    String hidden = "<svg><style><![CDATA[<b a=\">\"" + manyAttributes("<") + ">";
    pages.put("attributes in disguise", n -> repeat(hidden, n));
    pages.put("html attributes", n -> numbered("<html a", "=1>", n));
    pages.put("open quotes", n -> repeat("<a b='\"", n));
    pages.put("tags in tags", n -> repeat("<a ", n));
    pages.put("tags in values", n -> repeat("<a x=\"" + "<a=".repeat(2_000) + "\"", n));
  }

  private static void names(Map<String, IntFunction<String>> pages) {
    pages.put("tag name", n -> "<" + repeat("a", n) + ">x");
    pages.put("end tag name", n -> "<p></" + repeat("a", n) + ">x");
    pages.put("tag names in a tag name", n -> repeat("<a", n));
    pages.put("tag name of zeros", n -> "<p" + repeat("\0", n) + ">x");
    pages.put("attribute name", n -> "<p " + repeat("a", n) + ">x");
    pages.put("doctype name", n -> "<!doctype " + repeat("a", n) + ">x");
    pages.put("instruction", n -> "<?" + repeat("a", n) + "?>x");
    pages.put("custom elements", n -> numbered("<x", ">", n));
  }

  private static void text(Map<String, IntFunction<String>> pages) {
    String[] repeated = {
      SENTENCE,
      "\u6f22\u5b57",
      " ",
      "\0",
      "x\0 ",
      "&",
      "&amp;",
      "&nbsp;",
      "&notit",
      "&#0;",
      "<",
      "< ",
      "</",
      "<!",
      "&lt;&amp;&nbsp;&#x41;&bogus;",
    };
    for (String part : repeated) {
      pages.put("text " + part.strip().replace("\0", "NUL"), size -> repeat(part, size));
    }
    pages.put("name of an entity", n -> "&" + repeat("a", n));
    pages.put("number of an entity", n -> "&#" + repeat("9", n));
    pages.put("zeros in svg", n -> "<svg>" + repeat("x\0 ", n));
    pages.put("text in frames", n -> "<frameset>" + repeat("x ", n));
  }

  private static void raw(Map<String, IntFunction<String>> pages) {
    String[][] open = {
      {"<p>x<!--", "-"},
      {"<p>x<!--", "--!"},
      {"", "<!-->"},
      {"</html>", "<!-- --><p><a><p></a>"},
      {"", "<![CDATA[x"},
      {"<svg><![CDATA[", "]]x"},
      {"<!doctype html [", "<!x>"},
      {"<script>", "a<b "},
      {"<script><!--", "<script></script>"},
      {"<script>", "</scrip"},
      {"<textarea>", "</textare "},
      {"<title>", "&amp;</titl"},
      {"<style>", "</styl"},
      {"<plaintext>", "<p>"},
      {"", "<script>x"},
    };
    for (String[] part : open) {
      pages.put("open " + part[0] + " " + part[1], n -> part[0] + repeat(part[1], n));
    }
  }

  private static void heads(Map<String, IntFunction<String>> pages) {
    pages.put("meta", n -> repeat("<meta name=a content=b>", n));
    pages.put("link", n -> "</head>" + repeat("<link rel=a>", n));
    pages.put("noscript in head", n -> "<head>" + repeat("<noscript><p>", n));
    pages.put("frames", n -> "<frameset>" + repeat("<frame>x", n));
  }

  /** Pages with large JSON in scripts. */
  private static void data(Map<String, IntFunction<String>> pages) {
    String ld = "<script type=application/ld+json>";
    String text = "\"articleBody\":\"" + SENTENCE.repeat(4) + "\"";
    pages.put(
        "JSON-LD scripts", n -> numbered(ld + "{\"@type\":\"Article\",\"name\":", "}</script>", n));
    pages.put("JSON-LD scripts, broken", n -> repeat(ld + "{\"@type\":[\"Article\",}</script>", n));
    pages.put("JSON-LD bodies", n -> repeat(ld + "{" + text + "}</script>", n));
    pages.put(
        "JSON-LD items", n -> ld + "[" + repeat("{\"@type\":\"Product\",\"name\":\"x\"},", n));
    pages.put("JSON-LD arrays", n -> ld + repeat("[", n));
    pages.put("JSON-LD objects", n -> ld + repeat("{\"a\":", n));
    pages.put("JSON-LD braces", n -> ld + repeat("{", n));
    pages.put("JSON-LD braces that end", n -> ld + repeat("{}]", n));
    pages.put("JSON-LD string", n -> ld + "{\"description\":\"" + repeat(SENTENCE, n) + "\"}");
    pages.put("JSON-LD escapes", n -> ld + "{\"name\":\"" + repeat("\\u0041&amp;", n) + "\"}");
    pages.put("JSON-LD markup", n -> ld + "{\"articleBody\":\"" + repeat("<b><p>x ", n) + "\"}");
    pages.put("JSON-LD types", n -> ld + "{\"@type\":[" + numbered("\"T", "\",", n));
    pages.put("JSON-LD number", n -> ld + "{\"a\":" + repeat("1", n) + "}");
    pages.put("JSON-LD names without values", n -> ld + repeat("\"@type\" ", n));
    pages.put("JSON-LD names, one value", n -> ld + repeat("\"@type\" ", n) + ":");
    pages.put(
        "JSON-LD authors",
        n -> ld + "{\"@type\":\"Article\",\"author\":[" + repeat("\"<b><p>x<i>\",", n));
    String hidden = "<p>" + FORMATTING.replace(">", manyAttributes("") + ">");
    pages.put(
        "description of formatting",
        n -> "<meta name=description content='" + hidden + repeat("<p>xxx yy ", n) + "'>");
    pages.put("state", n -> "<script type=application/json>[" + repeat("\"" + SENTENCE + "\",", n));
    pages.put("states", n -> repeat("<script type=application/json>[{\"a\":1}]</script>", n));
    pages.put(
        "descriptions",
        n -> repeat("<meta name=description content='" + SENTENCE.repeat(3) + "'>", n));
    pages.put(
        "descriptions of markup", n -> repeat("<meta name=description content='<p>x y '>", n));
  }

  private static void microdata(Map<String, IntFunction<String>> pages) {
    String[] repeated = {
      "<div itemscope itemtype=http://schema.org/Article>",
      "<div itemscope itemprop='a b c d'><i itemprop=name>x</i>",
      "<div typeof=Product property=offers>x",
      "<span itemprop=articleBody>x",
      "<i class=author>By Ada Miller</i>",
      "<time datetime=2020-01-01>x</time>",
      "<h1>By Ada</h1>",
      "<a rel='author license nofollow' href=//creativecommons.org/licenses/by/4.0/>x</a>",
      "<p class=comment>" + SENTENCE,
      "<li class=card><h3>x</h3><p class=price>1",
      "<math><annotation encoding=application/x-tex>x</annotation></math>",
      "<div><template shadowrootmode=open><p>x</template>",
      "<noframes><p>x</noframes>",
      "<base href=/x>",
    };
    for (String part : repeated) {
      pages.put("many " + part, size -> repeat(part, size));
    }
    pages.put("item of everything", n -> "<div itemscope>" + repeat("<i itemprop=name>x</i>", n));
    pages.put("names of items", n -> "<p itemscope itemtype='" + repeat("a ", n) + "'>x");
  }

  private static void images(Map<String, IntFunction<String>> pages) {
    pages.put("set of sources", n -> "<img srcset='" + numbered("a", ".png 2x, ", n) + "'>x");
    pages.put(
        "sets of sources", n -> repeat("<picture><source srcset='a 1x, b 2x'><img src=a>", n));
    pages.put("figures", n -> repeat("<figure><img src=a><figcaption>", n));
    pages.put("images in a figure", n -> "<figure>" + numbered("<img src=", ">", n));
    pages.put("style", n -> "<p style='" + repeat("color: red; ", n) + "'>x");
    pages.put("styles", n -> repeat("<p style='display : none'>x", n));
    pages.put("data address", n -> "<img src='data:image/png;base64," + repeat("A", n) + "'>x");
    pages.put("addresses", n -> numbered("<a href='../../?q=", "'>x</a>", n));
  }

  /** Pages with as many blocks as the model scores, and with repeated parts. */
  private static void many(Map<String, IntFunction<String>> pages) {
    pages.put("blocks, each of its own class", n -> numbered("<p class='a-", " b'>x y z w", n));
    pages.put("blocks, each longer", n -> ofBlocks(n, "<p>"));
    pages.put("blocks, deep", n -> "<div class=nav>".repeat(200) + ofBlocks(n, "<p>"));
    pages.put("blocks, alike and nested", n -> ofBlocks(n, "<div class=post><p>"));
    pages.put("blocks, headings", n -> ofBlocks(n, "<h2>"));
    pages.put("blocks, cells", n -> "<table>" + ofBlocks(n, "<tr><td>"));
    pages.put("blocks, items", n -> ofBlocks(n, "<li>"));
    pages.put("classes", n -> repeat("<p class='" + "post comment nav ".repeat(14) + "'>x", n));
    pages.put("words", n -> "<p>x<p>y".repeat(10) + numbered("<p>w", " w", n));
    pages.put(
        "title", n -> "<title>" + numbered("w", " ", n) + "</title>" + "<p>w1 w2".repeat(500));
  }

  /** Fifteen thousand blocks that fill the given size. */
  private static String ofBlocks(int size, String tag) {
    int length = Math.max(1, size / 15_000 - tag.length());
    return repeat(tag + SENTENCE.repeat(length / SENTENCE.length() + 1).substring(0, length), size);
  }

  private static String repeat(String part, int size) {
    return part.repeat(Math.max(1, size / part.length()));
  }

  private static String numbered(String before, String after, int size) {
    StringBuilder page = new StringBuilder(size + 64);
    for (int i = 0; page.length() < size; i++) {
      page.append(before).append(i).append(after);
    }
    return page.toString();
  }

  private static String manyAttributes(String prefix) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 512; i++) {
      attributes.append(' ').append(prefix).append('a').append(i);
    }
    return attributes.toString();
  }
}
