package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.output.TextWriter;
import io.millrace.extract.tree.HtmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages without paragraphs in a body. */
class OddPagesTest {

  private static final String FIRST =
      "The old mill by the river has ground the village's corn for three hundred years.";
  private static final String SECOND =
      "Its owner, a quiet woman of eighty, says that she will not stop before the wheel does.";

  @Test
  void shadowRootsAreTextAndTemplatesAreNot() throws ExtractionException {
    assertThat(
            Pages.text(
                "<x-story><template shadowrootmode=open><style>p{}</style><p>"
                    + FIRST
                    + "</p><slot></slot></template><p>"
                    + SECOND
                    + "</p></x-story><template><p>Unseen row of a table.</p></template>"))
        .isEqualTo(FIRST + "\n\n" + SECOND);
    assertThat(
            Pages.text(
                "<p>" + FIRST + "<x-a><template shadowrootmode=Closed>Now</template>or</x-a>"))
        .isEqualTo(FIRST + " Now or");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><frameset cols='20%,*'><frame"
            + " src=a><noframes><body><p>@</body></noframes></frameset>",
        "<html><frameset cols='20%,*'><frame src=a></frameset><noframes><p>@</noframes>",
        "<frameset><frameset><frame><frame></frameset><NOFRAMES>@</NOFRAMES></frameset>"
      })
  void pagesWithFramesGiveTheirNoframesText(String markup) throws ExtractionException {
    assertThat(Pages.text(markup.replace("@", FIRST))).isEqualTo(FIRST);
  }

  @Test
  void noframesInABodyIsIgnored() throws ExtractionException {
    assertThat(Pages.text("<body><p>" + FIRST + "</p><noframes>No <b>frames</b>!</noframes>"))
        .isEqualTo(FIRST);
    assertThat(Pages.text("<frameset><frame src=a></frameset>")).isEmpty();
  }

  @Test
  void acceleratedMobilePagesAreExtracted() throws ExtractionException {
    assertThat(
            Pages.text(
                "<html amp><body><amp-sidebar id=s><nav><a href=/>Home of the paper</a></nav>"
                    + "</amp-sidebar><article><h1>The mill</h1><amp-img src=a.jpg><noscript>"
                    + "<img src=a.jpg></noscript></amp-img><p>"
                    + FIRST
                    + "</p><amp-ad><div placeholder>Advertisement</div></amp-ad><amp-accordion>"
                    + "<section><h2>The owner</h2><p>"
                    + SECOND
                    + "</p></section></amp-accordion></article><amp-analytics>{}</amp-analytics>"))
        .isEqualTo("The mill\n\n" + FIRST + "\n\nThe owner\n\n" + SECOND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<br><br>", "<br>&nbsp;<br/>", "<br>\n<!-- x -->\n<br>", "<br><br><br> <br>"})
  void twoLineBreaksMakeAParagraph(String breaks) throws ExtractionException {
    assertThat(Pages.text("<div>" + FIRST + breaks + SECOND + "<br>Line.</div>"))
        .isEqualTo(FIRST + "\n\n" + SECOND + "\nLine.");
  }

  @Test
  void tablesInTablesAreLayout() {
    String markup =
        "<table width=100%><tr><td><table><tr><td>Year<td>Sacks<tr><td>1900<td>12</table></td><td>"
            + FIRST
            + "<br><br>"
            + SECOND
            + "</td></tr></table>";
    PageView page = PageView.read("", HtmlParser.parse(markup, ExtractSettings.defaults()), true);
    assertThat(TextWriter.write(page.blocks(), 10_000))
        .isEqualTo("Year | Sacks\n1900 | 12\n\n" + FIRST + "\n\n" + SECOND);
  }

  @Test
  void rightToLeftTextKeepsItsOrderAndMarks() throws ExtractionException {
    String persian =
        "\u0622\u0633\u06cc\u0627\u0628 \u0645\u06cc\u200c\u06af\u0631\u062f\u062f (1712) \u0648"
            + " \u200eMill\u200e.";
    assertThat(Pages.text("<p dir=rtl>" + persian + " <bdi>\u05d8\u05d7\u05e0\u05d4</bdi></p>"))
        .isEqualTo(persian + " \u05d8\u05d7\u05e0\u05d4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "水車小屋は\\n三百年|水車小屋は三百年",
        "水車小屋は。\\n   \\t「三百年」|水車小屋は。「三百年」",
        "水車 小屋|水車 小屋",
        "水車&nbsp;\\n小屋|水車 小屋",
        "水車\\nMill|水車 Mill",
        "물레방아\\n오두막|물레방아 오두막",
        "𠀀\\n𠀁|𠀀𠀁",
        "<b>水</b>\\n<i>車</i>|水車",
        "水車<br>小屋|水車#小屋",
        "<span>水車</span><span>小屋</span>|水車 小屋"
      })
  void chineseAndJapaneseLinesHaveNoSpaceBetween(String markup, String text) {
    Block block =
        PageView.read(
                "",
                HtmlParser.parse(
                    "<p>" + markup.replace("\\n", "\n").replace("\\t", "\t"),
                    ExtractSettings.defaults()),
                true)
            .blocks()
            .get(0);
    assertThat(block.text()).isEqualTo(text.replace('#', '\n'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<math><semantics><mrow><mi>x</mi></mrow><annotation"
            + " encoding='application/x-tex'>{\\displaystyle"
            + " x_1^2}</annotation></semantics></math>",
        "<span style='display: none;'><math alttext='{\\displaystyle"
            + " x_1^2}'><mi>x</mi></math></span><img alt=x>",
        "<math alttext='x_1^2'><mi>x</mi></math>",
        "<script type='math/tex; mode=display'>x_1^2</script>",
        "<span class=katex><span class=katex-mathml><math><semantics><mi>x</mi><annotation"
            + " encoding='application/x-tex'>x_1^2</annotation></semantics></math></span><span"
            + " class=katex-html aria-hidden=true>x12</span></span>"
      })
  void formulasAreWrittenAsTex(String markup) throws ExtractionException {
    assertThat(Pages.text("<p>" + FIRST + " Let " + markup + " be it.</p>"))
        .isEqualTo(FIRST + " Let $x_1^2$ be it.");
  }

  @Test
  void formulasWithoutTexAreLeftOut() throws ExtractionException {
    assertThat(Pages.text("<p>" + FIRST + " Let <math><mi>x</mi></math> be it.</p>"))
        .isEqualTo(FIRST + " Let be it.");
    String flood = "<math>".repeat(20_000) + "<annotation encoding=application/x-tex>x";
    assertThat(Pages.text("<p>" + FIRST + flood)).isEqualTo(FIRST + "$x$");
  }
}
