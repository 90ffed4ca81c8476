package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.text.TextCuts;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlExtractorTest {

  private static final String FIRST =
      "The old mill by the river has ground the village's corn for three hundred years, and it is"
          + " still turning today.";
  private static final String SECOND =
      "Its owner, a quiet woman of eighty, says that she will not stop before the wheel does, and"
          + " the wheel is made of oak.";

  private static final String ARTICLE =
      "<html lang=en><head><title>The mill | The Paper</title></head><body class='has-sidebar'>"
          + "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav>"
          + "<header><p>The Paper, every day anew, for all of you who can read.</p></header>"
          + "<article><h1>The mill</h1><p>"
          + FIRST
          + "</p><script>var x = 'unseen';</script><h2>The owner</h2><p>"
          + SECOND
          + "</p><ul><li>Built in 1712</li><li>Burnt in 1801</li></ul>"
          + "<table><tr><th>Year<th>Sacks<tr><td>1900<td>12,000</table>"
          + "<pre>wheel:\n    oak\n\n    iron</pre>"
          + "<div class='share-buttons'>Share this story with all your many friends now</div>"
          + "</article><aside>Other things that you might want to read some day.</aside>"
          + "<div id=comments><p>First! I have never seen a mill as fine as this one is.</p></div>"
          + "<div style='display: none'>Hidden words that nobody is meant to see.</div>"
          + "<footer>Copyright 2026, all rights reserved by the paper.</footer></body></html>";

  @Test
  void keepsOnlyTheArticle() throws ExtractionException {
    assertThat(Pages.text(ARTICLE))
        .startsWith(
            "The mill\n\n"
                + FIRST
                + "\n\nThe owner\n\n"
                + SECOND
                + "\n\nBuilt in 1712\nBurnt in 1801")
        .doesNotContain(
            "Home",
            "every day anew",
            "unseen",
            "Share",
            "Other things",
            "First!",
            "Hidden words",
            "Copyright");
  }

  @Test
  void listsTablesAndCodeKeepTheirStructure() throws ExtractionException {
    String markup =
        "<article><h1>The mill</h1><p>"
            + FIRST
            + "</p><p>"
            + SECOND
            + "</p><ul><li>Built in 1712</li><li>Burnt in 1801</li></ul>"
            + "<table><tr><th>Year<th>Sacks<tr><td>1900<td>12,000</table>"
            + "<pre>wheel:\n    oak\n\n    iron</pre></article>";
    assertThat(Pages.text(markup))
        .isEqualTo(
            "The mill\n\n"
                + FIRST
                + "\n\n"
                + SECOND
                + "\n\nBuilt in 1712\nBurnt in 1801\n\nYear | Sacks\n1900 | 12,000\n\n"
                + "wheel:\n    oak\n\n    iron");
  }

  @Test
  void dataTablesCanBeLeftOut() throws ExtractionException {
    String table = "<table><tr><th>Year<th>Sacks<tr><td>1900<td>12</table>";
    String markup = "<main><p>" + FIRST + "</p>" + table + "<p>" + SECOND + "</p></main>";
    ExtractSettings settings =
        new ExtractSettings(
            1 << 20, 1_000, 10_000, false, ExtractSettings.Format.TEXT, 60, 1L << 30);
    assertThat(Pages.text(markup)).contains(FIRST, "Sacks");
    assertThat(new DocumentExtractor(settings).extract(Pages.html(markup)).text())
        .contains(FIRST)
        .doesNotContain("Sacks");
  }

  @Test
  void forcedLineBreaksMakeParagraphs() throws ExtractionException {
    String text =
        Pages.text("<body>" + FIRST + "<br>\n<br>" + SECOND + "<br>Third line.<br/> </body>");
    assertThat(text).isEqualTo(FIRST + "\n\n" + SECOND + "\nThird line.");
  }

  @Test
  void layoutTablesAreNotTables() throws ExtractionException {
    String markup =
        "<table><tr><td><a href=a>One</a><br><a href=b>Two</a></td><td><p>"
            + FIRST
            + "</p><p>"
            + SECOND
            + "</p><p>Third.</p></td></tr></table>";
    assertThat(Pages.text(markup)).isEqualTo(FIRST + "\n\n" + SECOND + "\n\nThird.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "水車小屋は三百年のあいだ村の穀物をひいてきました。そして今日もまだ回り続けています。",
        "طاحونة قديمة على ضفة النهر تطحن قمح القرية منذ ثلاثمئة عام وما زالت تدور حتى اليوم.",
        "הטחנה הישנה שעל גדת הנהר טוחנת את תבואת הכפר כבר שלוש מאות שנה ועדיין סובבת.",
        "आसियाब तीन सौ वर्षों से गाँव का अनाज पीस रहा है और आज भी घूम रहा है।",
        "โรงสีเก่าริมแม่น้ำบดข้าวของหมู่บ้านมาสามร้อยปีแล้ว และยังคงหมุนอยู่จนถึงทุกวันนี้",
        "آسیاب می‌گردد و گندم روستا را سیصد سال است که آرد می‌کند و هنوز هم می‌چرخد."
      })
  void allScriptsAreKept(String sentence) throws ExtractionException {
    String markup =
        "<nav><a href=/>Home</a> <a href=/x>Menu</a></nav><div dir=auto><p>"
            + sentence
            + "<p>"
            + sentence
            + "</div>";
    assertThat(Pages.text(markup)).isEqualTo(sentence + "\n\n" + sentence);
  }

  @Test
  void wrongCharsetsAreCorrected() throws ExtractionException {
    String sentence = "Мельница стоит на берегу реки, и вода день и ночь вращает её колесо.";
    String markup = "<meta charset=utf-8><p>" + sentence + "<p>" + sentence;
    Extraction extraction =
        Pages.extract(Pages.page(markup.getBytes(Charset.forName("windows-1251")), "text/html"));
    assertThat(extraction.text()).isEqualTo(sentence + "\n\n" + sentence);
    assertThat(extraction.metadata()).containsEntry("charset", "windows-1251");
  }

  @Test
  void whiteSpaceIsNormalisedAndZeroWidthCharactersAreRemoved() throws ExtractionException {
    assertThat(Pages.text("<p>a\u200Bb\u00ADc\uFEFF \u00A0\n\t d\u2003e&#8203;f&#7;</p>"))
        .isEqualTo("abc d ef");
    assertThat(Pages.text("<p>\u1780\u200B\u1781</p>")).isEqualTo("\u1780\u200B\u1781");
    assertThat(Pages.text("<p>x&#xD800;y</p>")).isEqualTo("x\uFFFDy");
    assertThat(Pages.text("<p>\uD83D\uDE00 smile</p>")).isEqualTo("\uD83D\uDE00 smile");
  }

  @Test
  void aFormOrHiddenElementAroundThePageIsIgnored() throws ExtractionException {
    String body = "<p>" + FIRST + "</p><p>" + SECOND + "</p>";
    String expected = FIRST + "\n\n" + SECOND;
    assertThat(Pages.text("<form action=x>" + body + "</form>")).isEqualTo(expected);
    assertThat(Pages.text("<div class=sidebar-layout>" + body + "</div>")).isEqualTo(expected);
    assertThat(Pages.text("<p>Loading</p><div hidden>" + body + "</div>")).contains(expected);
    assertThat(Pages.text("<p>Loading</p><noscript>" + body + "</noscript>")).contains(expected);
  }

  @Test
  void aListingKeepsItsLinks() throws ExtractionException {
    StringBuilder cards = new StringBuilder("<nav><a href=/>Home page of the shop</a></nav><main>");
    for (int i = 0; i < 20; i++) {
      cards.append("<div><h3><a href=x>Mill number ").append(i).append("</a></h3></div>");
    }
    assertThat(Pages.text(cards + "</main>"))
        .startsWith("Mill number 0\n\nMill number 1")
        .endsWith("Mill number 19")
        .doesNotContain("Home");
  }

  @Test
  void aPageOfBoilerplateGivesItsBoilerplate() throws ExtractionException {
    assertThat(Pages.text("<footer><p>" + FIRST + "</p></footer><p>x</p>")).contains(FIRST);
  }

  @Test
  void readsMetadata() throws ExtractionException {
    String markup =
        "<html lang='pt-BR'><head><title>Old title</title>"
            + "<meta property='og:title' content=' The  title '>"
            + "<meta name=Author content='A. Miller'><meta name=author content='By Someone Else'>"
            + "<meta property='article:published_time' content='2026-01-02T03:04:05Z'>"
            + "<meta property='og:site_name' content='The Paper'>"
            + "<link rel=canonical href='/mill?x=1'></head><body><p>Text.</body></html>";
    assertThat(Pages.extract(Pages.html(markup)).metadata())
        .containsEntry("title", "The title")
        .containsEntry("author", "A. Miller; Someone Else")
        .containsEntry("date", "2026-01-02")
        .containsEntry("site_name", "The Paper")
        .containsEntry("page_language", "pt-BR")
        .containsEntry("canonical_url", "https://site.example/mill?x=1")
        .containsEntry("media_type", "text/html")
        .containsEntry("charset", "utf-8")
        .hasSize(8);
  }

  @Test
  void metadataHasOnlyWhatThePageStates() throws ExtractionException {
    assertThat(Pages.extract(Pages.html("<link rel=canonical href='javascript:x'><p>x")).metadata())
        .containsOnlyKeys("media_type", "charset");
  }

  @Test
  void longTextIsCutAtALine() {
    assertThat(TextCuts.atLine("one\ntwo\nthree", 8)).isEqualTo("one\ntwo");
    assertThat(TextCuts.atLine("one\ntwo", 3)).isEqualTo("one");
    assertThat(TextCuts.atLine("\uD83D\uDE00\uD83D\uDE00", 1)).isEqualTo("\uD83D\uDE00");
    assertThat(TextCuts.atLine("short", 5)).isEqualTo("short");
  }

  @Test
  void tagsPastTheLimitAreNotRead() throws ExtractionException {
    ExtractSettings settings =
        new ExtractSettings(
            1 << 20, 1_000, 100_000, true, ExtractSettings.Format.TEXT, 60, 1L << 30);
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      html.append("<p>The mill at kilometre ")
          .append(i)
          .append(" of the river grinds the grain of ");
      html.append(3 * i).append(" villages, and its wheel has ").append(i % 17).append(" blades.");
    }
    String text = new DocumentExtractor(settings).extract(Pages.html(html.toString())).text();
    assertThat(text.split("\n\n")).hasSizeBetween(900, 1_000);
  }

  @Test
  void resultsDoNotDependOnTheThread() throws Exception {
    Extraction expected = Pages.extract(Pages.html(ARTICLE));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Extraction>> results =
          IntStream.range(0, 40)
              .mapToObj(i -> threads.submit(() -> Pages.extract(Pages.html(ARTICLE))))
              .toList();
      for (Future<Extraction> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void blocksInPreformattedTextBecomeLines() throws ExtractionException {
    assertThat(Pages.text("<pre><div>a<div><div><div>b</div></div></div>\n\n\n\n\nc</div>"))
        .isEqualTo("a\nb\n\n\nc");
  }

  @Test
  void aParagraphWithOnlyAJoinerIsEmpty() throws ExtractionException {
    String joined = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0646\u062F " + SECOND;
    assertThat(Pages.text("<p>" + FIRST + "<p>\u200D</p><p>" + joined + "</p>"))
        .isEqualTo(FIRST + "\n\n" + joined);
  }

  @Test
  void leavesOutAuthorDetailsOfPosts() throws ExtractionException {
    String third = "The wheel itself has been new twice, and nobody can say which part is old.";
    String post =
        "<article class='message message--post'><div class='message-cell message-cell--user'>"
            + "<h4>miller</h4><div class='message-userExtras'><dl><dt>Joined<dd>2014</dl></div>"
            + "</div><div class='message-userContent'><p>%s</p></div></article>";
    StringBuilder page = new StringBuilder("<body>");
    for (String text : List.of(FIRST, SECOND, third)) {
      page.append(String.format(Locale.ROOT, post, text));
    }
    assertThat(Pages.text(page.toString()))
        .contains(FIRST)
        .contains(SECOND)
        .contains(third)
        .doesNotContain("Joined");
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    assertThatThrownBy(
            () -> new ExtractSettings(0, 1_000, 1, true, ExtractSettings.Format.TEXT, 60, 1L << 30))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max_body_bytes is 0, must be between 1 and 1073741824");
    assertThatThrownBy(
            () -> new ExtractSettings(1, 999, 1, true, ExtractSettings.Format.TEXT, 60, 1L << 30))
        .hasMessageContaining("max_tags");
    assertThatThrownBy(
            () -> new ExtractSettings(1, 1_000, 0, true, ExtractSettings.Format.TEXT, 60, 1L << 30))
        .hasMessageContaining("max_text_characters");
    assertThat(ExtractSettings.defaults().keepTables()).isTrue();
  }
}
