package io.millrace.extract.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.text.TextBuffer;
import io.millrace.extract.tree.HtmlParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownWriterTest {

  private static final int MAX = 1_000_000;

  private static PageView view(String markup) {
    return PageView.read("", HtmlParser.parse(markup, ExtractSettings.defaults()), true);
  }

  private static String markdown(String markup) {
    PageView page = view(markup);
    return MarkdownWriter.write(page.tree(), page.blocks(), MAX);
  }

  @Test
  void headingsKeepTheirLevel() {
    assertThat(markdown("<h1>One</h1><p>Text.</p><h3>Three</h3><h6>Six</h6>"))
        .isEqualTo("# One\n\nText.\n\n### Three\n\n###### Six");
  }

  @Test
  void listsKeepDepthAndNumbers() {
    assertThat(
            markdown(
                "<p>Do:</p><ol start=3><li>Three<ul><li>a<li>b<ol><li>deep</ol></ul><li>Four"
                    + "<li value=9>Nine<p>More of nine.</p><li>Ten</ol><p>Done.</p>"))
        .isEqualTo(
            "Do:\n\n3. Three\n   - a\n   - b\n     1. deep\n4. Four\n9. Nine\n\n"
                + "   More of nine.\n10. Ten\n\nDone.");
    assertThat(markdown("<ol reversed><li>c<li>b<li>a</ol>")).isEqualTo("3. c\n2. b\n1. a");
    assertThat(markdown("<ol><li>x<ol start=7><li>seven<li>eight</ol></ol>"))
        .isEqualTo("1. x\n\n   7. seven\n   8. eight");
  }

  @Test
  void adjacentListsStaySeparate() {
    String markdown = markdown("<ul><li>a<li>b</ul><ul><li>c</ul><ol><li>d</ol><ol><li>e</ol>");
    assertThat(markdown).isEqualTo("- a\n- b\n\n* c\n\n1. d\n\n1) e");
    assertThat(MarkdownReader.starts(markdown)).containsExactly(1, 1);
  }

  @Test
  void listsOfCardsAreNotLists() {
    assertThat(markdown("<ul><li><h3>Name</h3><p>Text</p><li><h3>Other</h3></ul>"))
        .isEqualTo("### Name\n\nText\n\n### Other");
  }

  @Test
  void termsHaveTheirDefinitions() {
    assertThat(markdown("<dl><dt>Colour<dd>red<dd>blue<dt>Size<dd>large</dl>"))
        .isEqualTo("- Colour\n  - red\n  - blue\n- Size\n  - large");
    assertThat(markdown("<dl><dt>f(x)<dd><p>One.</p><p>Two.</p></dl>"))
        .isEqualTo("f(x)\n\nOne.\n\nTwo.");
  }

  @Test
  void tablesHaveAHeader() {
    assertThat(
            markdown(
                "<table><caption>Corn</caption><tr><th>Year<th>Sacks | bags<tr><td><td>1,200"
                    + "<tr><td colspan=2>none<tr><td>1902<td>9</table>"))
        .isEqualTo(
            "*Corn*\n\n"
                + "| Year | Sacks \\| bags |\n"
                + "| --- | --- |\n"
                + "| | 1,200 |\n"
                + "| none | |\n"
                + "| 1902 | 9 |");
    assertThat(markdown("<table><tr><td>a<td>b<td>c<tr><td>d</table>"))
        .isEqualTo("| | | |\n| --- | --- | --- |\n| a | b | c |\n| d |");
    assertThat(markdown("<table><thead><tr><td>a</thead><tr><td>b</table>"))
        .isEqualTo("| a |\n| --- |\n| b |");
    assertThat(markdown("<table><tr><th>a</table><table><tr><td>b</table>"))
        .isEqualTo("| a |\n| --- |\n\n| |\n| --- |\n| b |");
  }

  @Test
  void codeIsFenced() {
    assertThat(markdown("<pre><code class='hljs language-Java'>int i;\n\n  i++;</code></pre>"))
        .isEqualTo("```java\nint i;\n\n  i++;\n```");
    assertThat(markdown("<ul><li>Run<pre>a\n\n````\nb</pre></ul>"))
        .isEqualTo("- Run\n\n  `````\n  a\n\n  ````\n  b\n  `````");
  }

  @ParameterizedTest
  @CsvSource({
    "<pre class=lang-py>x, py",
    "<pre><code class='lang-c++'>x, c++",
    "<div class='highlight highlight-source-shell'><pre>x, shell",
    "<div class='highlight-python3 notranslate'><div class=highlight><pre>x, python3",
    "<pre class='brush: php; toolbar: false'>x, php",
    "<pre class='language-none'>x, ''",
    "<pre class='slang-c'>x, ''",
    "<pre class='language-<b>'>x, ''",
    "<pre>x, ''"
  })
  void codeHasItsLanguage(String markup, String language) {
    assertThat(markdown(markup)).isEqualTo("```" + language + "\nx\n```");
  }

  @Test
  void quotationsAndCaptions() {
    assertThat(
            markdown(
                "<blockquote><p>One.</p><ul><li>a</ul><blockquote>Two.</blockquote></blockquote>"
                    + "<blockquote>Other.</blockquote>"
                    + "<figure><img src=x><figcaption>The *mill*</figcaption></figure>"))
        .isEqualTo("> One.\n>\n> - a\n>\n> > Two.\n\n> Other.\n\n*The \\*mill\\**");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '`',
      value = {
        "1. January\t1\\. January",
        "12) x\t12\\) x",
        "1.5 litres\t1.5 litres",
        "# x\t\\# x",
        "#tag\t#tag",
        "- x\t\\- x",
        "-x\t-x",
        "---\t\\---",
        "+ x\t\\+ x",
        "* x\t\\* x",
        "2 * 3\t2 * 3",
        "2*3*4\t2\\*3\\*4",
        "2 * 3 * 4\t2 * 3 * 4",
        "> x\t\\> x",
        "snake_case_name\tsnake_case_name",
        "_x_\t\\_x\\_",
        "a < b\ta < b",
        "<b>\t\\<b>",
        "AT&T\tAT&T",
        "&amp;\t\\&amp;",
        "C:\\x\tC:\\x",
        "C:\\\tC:\\\\",
        "\\*\t\\\\*",
        "[1] x\t[1] x",
        "[a]: b\t\\[a]: b",
        "[a](b)\t[a\\](b)",
        "[x] done\t\\[x] done",
        "~~x~~\t\\~\\~x\\~\\~",
        "$x_1 + y_{2}$\t$x_1 + y_{2}$",
        "$\\{a_i\\}$\t$\\{a_i\\}$",
        "$f^*(x)$ and $\\frac{a}{b}$\t$f^*(x)$ and $\\frac{a}{b}$",
        "$\\mathbf {x} _{1},\\sum _{i}x_{i}^{*}$\t$\\mathbf {x} _{1},\\sum _{i}x_{i}^{*}$",
        "$x_1*y*2$\t$x_1\\*y\\*2$",
        "$_w_$\t$\\_w\\_$",
        "$a)_b_{c$\t$a)\\_b\\_{c$",
        "$5 and *6*\t$5 and \\*6\\*",
        "\\$\\x\\$\t\\\\$\\x\\\\$",
      })
  void escapesOnlyWhatIsNecessary(String text, String markdown) {
    assertThat(MarkdownText.lines(text)).isEqualTo(markdown);
  }

  @Test
  void starsInItalicsAreText() {
    assertThat(MarkdownText.italic("Buy it. *")).isEqualTo("*Buy it. \\**");
  }

  @Test
  void closingHashesAreText() {
    assertThat(MarkdownText.heading("C#")).isEqualTo("C#");
    assertThat(MarkdownText.heading("a ##")).isEqualTo("a \\##");
    assertThat(MarkdownText.heading("#")).isEqualTo("\\#");
  }

  @Test
  void deepListsAreBoundedInSizeAndTime() {
    String deep = markdown("<ul><li>x".repeat(5_000));
    assertThat(deep.length()).isLessThan(200_000);
    assertThat(MarkdownReader.blocks(deep)).hasSize(5_000);
  }

  @Test
  @Timeout(30)
  void floodsAreLinear() {
    assertThat(markdown("<dl>" + "<dt>a<dd>b".repeat(100_000))).hasSizeLessThan(2_000_000);
    assertThat(markdown("<ol>" + "<li value=999999999>b".repeat(100_000))).contains("999999999. b");
    assertThat(markdown("<p>" + "$a ".repeat(100_000))).hasSizeGreaterThan(100_000);
    assertThat(markdown("<table>" + "<tr><td>a".repeat(20_000) + "<tr>" + "<td>b".repeat(20_000)))
        .hasSizeLessThan(1_000_000);
    assertThat(markdown("<table><tr>" + "<td colspan=99>b".repeat(20_000)))
        .hasSizeLessThan(1_000_000);
  }

  // ---- round trips through a parser ----

  private static List<MarkdownReader.Seen> expected(PageView page) {
    List<MarkdownReader.Seen> expected = new ArrayList<>();
    ListPlaces places = new ListPlaces(page.tree());
    for (Block block : page.blocks()) {
      int[] around = places.around(block.owner());
      // a definition is inside its term
      int depth =
          around.length + (int) Arrays.stream(around).filter(i -> places.termOf(i) >= 0).count();
      String kind =
          switch (block.kind()) {
            case HEADING -> "h" + block.level();
            case PREFORMATTED -> "code";
            case ROW -> "row";
            default -> page.tree().element(block.owner()).nameIs("figcaption") ? "caption" : "p";
          };
      String text =
          switch (block.kind()) {
            case HEADING -> block.text().replace('\n', ' ');
            case ROW -> MarkdownReader.trimmed(block.cells()).toString();
            // the parser drops blanks of a blank line inside a list item
            case PREFORMATTED ->
                depth > 0 ? block.text().replaceAll("(?m)^[ \\t]+$", "") : block.text();
            default -> block.text();
          };
      expected.add(new MarkdownReader.Seen(kind, depth, text));
    }
    return expected;
  }

  /** Treats header rows as rows and drops empty ones. */
  private static List<MarkdownReader.Seen> seen(String markdown) {
    return MarkdownReader.blocks(markdown).stream()
        .map(
            each ->
                each.kind().equals("head")
                    ? new MarkdownReader.Seen("row", each.depth(), each.text())
                    : each)
        .filter(each -> !each.kind().equals("row") || !each.text().equals("[]"))
        .toList();
  }

  @Property(tries = 2_500)
  void parsedMarkdownGivesTheSameBlocks(@ForAll("pages") String markup) {
    PageView page = view(markup);
    String markdown = MarkdownWriter.write(page.tree(), page.blocks(), MAX);
    assertThat(seen(markdown)).as(markdown).isEqualTo(expected(page));
    assertThat(MarkdownWriter.write(page.tree(), page.blocks(), MAX)).isEqualTo(markdown);
  }

  @Property(tries = 3_000)
  void parsedMarkdownGivesTheSameText(@ForAll("texts") String text) {
    PageView page = view("<p>x");
    TextBuffer buffer = new TextBuffer();
    for (String line : text.split("\n")) {
      buffer.append(line, false, false);
      buffer.lineBreak();
    }
    List<Block> blocks = new ArrayList<>();
    for (Block.Kind kind :
        List.of(Block.Kind.PARAGRAPH, Block.Kind.HEADING, Block.Kind.PARAGRAPH)) {
      blocks.add(Block.of(kind, kind == Block.Kind.HEADING ? 2 : 0, buffer, 1, 0));
    }
    if (!buffer.isEmpty()) {
      assertThat(seen(MarkdownWriter.write(page.tree(), blocks, MAX)))
          .extracting(MarkdownReader.Seen::text)
          .containsExactly(buffer.text(), buffer.text().replace('\n', ' '), buffer.text());
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a",
            "b c",
            " ",
            "\n",
            "*",
            "**",
            "_",
            "__",
            "`",
            "```",
            "#",
            "##",
            ">",
            "-",
            "--",
            "---",
            "+",
            "=",
            "===",
            "1.",
            "2)",
            "|",
            ":-",
            "[",
            "]",
            "]:",
            "](",
            "!",
            "(",
            ")",
            "<",
            "</b>",
            "<!--",
            "&amp;",
            "&#65;",
            "\\",
            "~",
            "~~",
            "~~~",
            ".",
            "\u6f22",
            "\u05d0",
            "\ud83d\ude80",
            "http://a.example/",
            "a@b.example",
            ":",
            "x_y",
            "$",
            "{",
            "\u200f")
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts))
        .filter(text -> MarkdownText.lines(text).chars().filter(c -> c == '$').count() < 2);
  }

  private Arbitrary<String> inline() {
    return texts()
        .map(text -> org.jsoup.nodes.Entities.escape(text).replace("\n", "<br>"))
        .map(text -> "w" + text);
  }

  @Provide
  Arbitrary<String> pages() {
    Arbitrary<String> leaf =
        Combinators.combine(
                Arbitraries.of(
                    "<p>@</p>",
                    "<h2>@</h2>",
                    "<pre>@</pre>",
                    "@",
                    "<div>@</div>",
                    "<figure><figcaption>@</figcaption></figure>",
                    "<table><tr><th>@<th>b<tr><td>@<td>@</table>",
                    "<table><tr><td><td>@<tr><td>@</table>",
                    "<dl><dt>@<dd>@</dl>"),
                inline())
            .as((form, text) -> form.replace("@", text));
    // backslashes in TeX are not escaped
    return parts(leaf, 4).filter(page -> page.indexOf('$') < 0 || page.indexOf('\\') < 0);
  }

  private Arbitrary<String> parts(Arbitrary<String> leaf, int depth) {
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> nested =
        Combinators.combine(
                Arbitraries.of(
                    "<ul><li>@</ul>",
                    "<ul><li>@<li>@</ul>",
                    "<ol><li>@<li>@</ol>",
                    "<ol start=5><li>@</ol>",
                    "<blockquote>@</blockquote>",
                    "<ul><li>x<ul><li>@</ul></ul>",
                    "<section>@</section>"),
                parts(leaf, depth - 1))
            .as((form, inside) -> form.replace("@", inside));
    return Arbitraries.oneOf(leaf, nested)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(l -> String.join("", l));
  }
}
