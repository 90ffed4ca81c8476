package io.millrace.extract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.html.Element;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.html.TextNode;
import io.millrace.extract.model.PageWords.Kind;
import io.millrace.extract.tree.HtmlParser;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LexiconTest {

  private static final String LEXICON =
      """
      millrace-lexicon 1
      own
      -2.50 teaser
      1.00 <p>
      near
      0.50 body
      -0.50 post
      far
      3.00 <body
      word
      1.25 mill
      short
      -1.25 mill
      text
      -4.00 read more
      begin
      2.00 the mill
      end
      -2.00 all day
      """;

  @Test
  void wordsAreLookedUpByTheirDistance() throws IOException {
    float[] row =
        row(
            "<div class='postBody post'><div id=teaser><p class=teaser>The MILL grinds the corn"
                + " of the village all day.</p></div></div>",
            0);
    assertThat(Arrays.copyOfRange(row, 0, 3)).containsExactly(-2.5f, -2.5f, -2.5f);
    assertThat(Arrays.copyOfRange(row, 3, 6)).containsOnly(Lexicon.NONE);
    assertThat(Arrays.copyOfRange(row, 6, 9)).containsExactly(0, -.5f, .5f);
    assertThat(Arrays.copyOfRange(row, 9, 15)).containsOnly(Lexicon.NONE);
    assertThat(Arrays.copyOfRange(row, 15, 18)).containsExactly(1.25f, 1.25f, 1.25f);
    assertThat(Arrays.copyOfRange(row, 18, 21)).containsExactly(0, -2, 2);
  }

  @Test
  void shortTextsHaveTheirOwnEntries() throws IOException {
    float[] row = row("<p>Mill</p>", 0);
    assertThat(row[15]).isEqualTo(-1.25f);
    assertThat(row("<p>Read more \u00BB</p>", 0)[18]).isEqualTo(-4);
  }

  @Test
  void farAncestorsAreCountedTogether() throws IOException {
    String deep = "<i>".repeat(7) + "word";
    float[] row = row("<div>" + deep.replace("i>", "div>") + "</div>", 0);
    assertThat(row[12]).isEqualTo(3);
    assertThat(row[9]).isEqualTo(Lexicon.NONE);
  }

  @Test
  void messageNamesTheError() {
    assertThatThrownBy(() -> read("millrace-lexicon 2\n"))
        .hasMessage("line 1 of x is not 'millrace-lexicon 1'");
    assertThatThrownBy(() -> read("millrace-lexicon 1\n1.0 word\n"))
        .hasMessage("line 2 of x is not an entry: 1.0 word");
    assertThatThrownBy(() -> read("millrace-lexicon 1\nown\none word\n"))
        .hasMessage("line 3 of x is not an entry: one word");
    assertThatThrownBy(() -> read("millrace-lexicon 1\nowned\n"))
        .hasMessage("line 2 of x is not an entry: owned");
  }

  @Property(tries = 300)
  void keysEqualThoseOfTheirNames(@ForAll String text, @ForAll String attribute) {
    Map<Long, String> names = new HashMap<>();
    HtmlDocument document = HtmlParser.parse("<p>x</p>", ExtractSettings.defaults());
    Element paragraph = new Element("p", "class", attribute);
    paragraph.append(new TextNode("x " + text));
    document.body().append(paragraph);
    PageView view = PageView.read("", document, true);
    new PageWords(view, view.allBlocks(), names);
    assertThat(names).isNotEmpty();
    names.forEach(
        (key, name) -> {
          int tab = name.indexOf('\t');
          Kind kind = Kind.valueOf(name.substring(0, tab).toUpperCase(java.util.Locale.ROOT));
          assertThat(PageWords.key(kind, name.substring(tab + 1))).isEqualTo(key);
        });
  }

  @Property(tries = 100)
  void everyKeyIsFoundAndNoOther(@ForAll long[] some) {
    long[] keys = Arrays.stream(some).filter(key -> key != 0).distinct().toArray();
    float[] odds = new float[keys.length];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = i;
    }
    Lexicon lexicon = new Lexicon(keys, odds);
    for (int i = 0; i < keys.length; i++) {
      assertThat(lexicon.get(keys[i])).isEqualTo(i);
    }
    for (long other = 1; other < 100; other++) {
      long absent = other;
      if (Arrays.stream(keys).noneMatch(key -> key == absent)) {
        assertThat(lexicon.get(absent)).isNaN();
      }
    }
  }

  private static float[] row(String markup, int block) throws IOException {
    PageView view = PageView.read("", HtmlParser.parse(markup, ExtractSettings.defaults()), true);
    float[] row = new float[Lexicon.NUMBERS];
    read(LEXICON).encoder(new PageWords(view, view.allBlocks(), null)).put(block, row, 0);
    return row;
  }

  private static Lexicon read(String text) throws IOException {
    return Lexicon.read(new StringReader(text), "x");
  }
}
