package io.millrace.extract.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares trees of pages with those that follow from the text of the standard. */
class HtmlTreeParserTest {

  private static final Limits LIMITS = new Limits(1 << 20, 1 << 20, 256);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p>1<b>2<i>3</b>4</i>5 | p(1 b(2 i(3)) i(4) 5)",
        "<b>1<p>2</b>3</p> | b(1) p(b(2) 3)",
        "<a>1<a>2 | a(1) a(2)",
        "<table>1<tr>2<td>3 | 12 table(tbody(tr(td(3))))",
        "<table><b>1<tr><td>2</table>3 | b(1) table(tbody(tr(td(2)))) b(3)",
        "<p>1<table>2 | p(1) 2 table()",
        "<table><th>1</td>2 | table(tbody(tr(th(12))))",
        "<ul><li>1<li>2<ul><li>3 | ul(li(1) li(2 ul(li(3))))",
        "<select><option>1<option>2 | select(option(1) option(2))",
        "<template><tr><td>1</template> | template(tr(td(1)))",
        "<svg><desc><p>1</p></desc></svg>2 | svg(desc(p(1))) 2",
        "<svg><g><p>1 | svg(g()) p(1)",
        "<math><mi><b>1 | math(mi(b(1)))",
        "<svg><![CDATA[<b>]]>1 | svg(<b>1)",
        "1</p>2 | 1 p() 2",
        "1</br>2 | 1 br() 2",
        "<b><b><b><b>1<p>2 | b(b(b(b(1 p(2)))))",
        "&notit;&amp&#65&#x80; &copy=1 | ¬it;&A€ ©=1",
        "<form><form>1</form>2 | form(1) 2",
        "<h1>1<h2>2 | h1(1) h2(2)",
        "<button>1<button>2 | button(1) button(2)",
        "<noscript><iframe>1</noscript>2 | noscript(iframe(1)) 2",
      })
  void treesFollowTheStandard(String page, String tree) {
    HtmlDocument document = HtmlTreeParser.parse("<!doctype html><body>" + page, LIMITS);
    assertThat(tree(document.body())).isEqualTo("body(" + tree + ")");
  }

  @Test
  void aTableEndsAParagraphUnlessThePageIsInQuirksMode() {
    assertThat(tree(HtmlTreeParser.parse("<p><table>", LIMITS).body()))
        .isEqualTo("body(p(table()))");
    String old = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2//EN\"><p><table>";
    assertThat(tree(HtmlTreeParser.parse(old, LIMITS).body())).isEqualTo("body(p(table()))");
  }

  /**
   * The outer loop has eight rounds; the link that stays open becomes the parent of the next one.
   */
  @Test
  void theAdoptionAgencyGivesUpAfterEightElements() {
    String tree = "a(a(1))";
    for (int depth = 0; depth < 8; depth++) {
      tree = "a() div(" + tree + ")";
    }
    treesFollowTheStandard("<a>" + "<div>".repeat(8) + "<a>1", tree);
  }

  @Test
  void attributesKeepTheirFirstValue() {
    HtmlDocument page =
        HtmlTreeParser.parse("<p ID=a id=b title='x&amp;y&copy=1' empty q = \"w\">", LIMITS);
    Element p = page.body().firstElementChild();
    assertThat(p.attributesSize()).isEqualTo(4);
    assertThat(p.attr("id")).isEqualTo("a");
    assertThat(p.attr("title")).isEqualTo("x&y&copy=1");
    assertThat(p.attr("q")).isEqualTo("w");
    assertThat(p.hasAttr("empty")).isTrue();
    assertThat(p.attr("none")).isEmpty();
  }

  @Test
  void manyAttributesAreDeduplicated() {
    StringBuilder tag = new StringBuilder("<p");
    for (int i = 0; i < 200; i++) {
      tag.append(" a").append(i % 100).append('=').append(i);
    }
    Element p = HtmlTreeParser.parse(tag.append('>').toString(), LIMITS).body().firstElementChild();
    assertThat(p.attributesSize()).isEqualTo(100);
    assertThat(p.attr("a99")).isEqualTo("99");
  }

  @Test
  void scriptsEndAsInTheStandard() {
    String page = "<script><!--<script>1</script>2</script>3";
    assertThat(tree(HtmlTreeParser.parse("<body>" + page, LIMITS).body()))
        .isEqualTo("body(script(<!--<script>1</script>2) 3)");
    assertThat(tree(HtmlTreeParser.parse("<body><script><!-->1</script>2", LIMITS).body()))
        .isEqualTo("body(script(<!-->1) 2)");
  }

  @Test
  void limitsHold() {
    assertThat(tree(HtmlTreeParser.parse("<p>1<p>2<p>3", new Limits(100, 2, 64)).body()))
        .isEqualTo("body(p(1) p(2))");
    assertThat(tree(HtmlTreeParser.parse("<p>1<p>2", new Limits(5, 9, 64)).body()))
        .isEqualTo("body(p(1<))");
  }

  @Test
  void namesHaveTheNumbersOfTheirConstants() throws IllegalAccessException {
    for (Field field : Tag.class.getDeclaredFields()) {
      boolean name = field.getType() == int.class && Modifier.isPublic(field.getModifiers());
      if (name && !field.getName().equals("COUNT")) {
        String spelt = field.getName().toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(Tag.idOf(spelt)).as(spelt).isEqualTo(field.getInt(null));
      }
    }
  }

  private static String tree(Node node) {
    if (node instanceof CharacterData data) {
      return data.wholeText();
    }
    StringBuilder tree = new StringBuilder(((Element) node).normalName()).append('(');
    for (Node child = node.firstChild(); child != null; child = child.nextSibling()) {
      tree.append(tree.charAt(tree.length() - 1) == '(' ? "" : " ").append(tree(child));
    }
    return tree.append(')').toString();
  }
}
