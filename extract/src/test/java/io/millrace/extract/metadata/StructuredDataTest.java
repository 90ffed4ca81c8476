package io.millrace.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.tree.HtmlParser;
import io.millrace.extract.tree.HtmlTree;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredDataTest {

  private static final String ARTICLE =
      "{\"@context\":\"https://schema.org\",\"@type\":[\"NewsArticle\",\"schema:Article\"],"
          + "\"headline\":\"The mill\",\"author\":[{\"@type\":\"Person\",\"name\":\"A. Miller\"},"
          + "\"B. Baker\"],\"datePublished\":\"2024-05-17T08:00:00Z\",\"inLanguage\":\"en\","
          + "\"articleBody\":\"One.\\nTwo &amp; three.\",\"publisher\":{\"name\":\"The Paper\"}}";

  private static HtmlStatements statements(String markup) {
    HtmlDocument document = HtmlParser.parse(markup, ExtractSettings.defaults());
    return HtmlStatements.of(document, HtmlTree.of(document.body()));
  }

  private static StructuredData read(String markup) {
    return StructuredData.of(statements(markup));
  }

  private static Set<String> types(HtmlStatements statements) {
    return statements.items().stream()
        .flatMap(item -> item.types().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> authors(StructuredData data) {
    return data.authorNames().keySet();
  }

  private static StructuredData script(String json) {
    return read(scriptOf(json));
  }

  private static String scriptOf(String json) {
    return "<script type='application/ld+json'>" + json + "</script><p>x";
  }

  private static void isTheArticle(StructuredData data) {
    assertThat(data.headline()).isEqualTo("The mill");
    assertThat(authors(data)).containsExactly("A. Miller", "B. Baker");
    assertThat(data.datePublished()).isEqualTo("2024-05-17T08:00:00Z");
    assertThat(data.inLanguage()).isEqualTo("en");
    assertThat(data.publisher()).isEqualTo("The Paper");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "[%s]",
        "{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"y\"},%s]}",
        "<!-- %s -->",
        "//<![CDATA[\n%s\n//]]>",
        "/* <![CDATA[ */ %s /* ]]> */",
        "%s;",
        "{\"@type\":\"WebSite\"}%s",
        "{\"@type\":\"WebSite\"},%s",
        "{\"@type\":\"WebSite\" \"name\"}\n%s",
        "/* who reads this? */ %s",
        "[%s,]",
        "{\"@type\":\"Person\",\"name\":\"raw\nline\",},%s"
      })
  void readsJsonWithCommonErrors(String form) {
    isTheArticle(script(form.replace("%s", ARTICLE)));
  }

  @Test
  void readsEscapedJson() {
    isTheArticle(script(ARTICLE.replace("&", "&amp;").replace("\"", "&quot;")));
  }

  @Test
  void keepsWhatIsBeforeAnError() {
    StructuredData data =
        script("{\"@type\":\"Article\",\"headline\":\"Good\",\"x\":\"a \"quoted\" word\"}");
    assertThat(data.headline()).isEqualTo("Good");
  }

  @Test
  void resolvesIds() {
    StructuredData data =
        script(
            "{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#p\"}},"
                + "{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"A. Miller\"}]}");
    assertThat(authors(data)).containsExactly("A. Miller");
  }

  @Test
  void readsMicrodata() {
    HtmlStatements statements =
        statements(
            "<div itemscope itemtype='http://schema.org/Product'><h1 itemprop=name>A "
                + "<b>sack</b></h1><div itemprop=description><p>Of flour.</p><p>Fine.</p></div>"
                + "<div itemprop=offers itemscope itemtype='http://schema.org/Offer'>"
                + "<meta itemprop=price content=12></div></div>");
    assertThat(types(statements)).containsExactlyInAnyOrder("Offer", "Product");
    Item product = statements.items().get(0);
    assertThat(product.text("description")).isEqualTo("Of flour. Fine.");
    assertThat(product.values("offers")).containsExactly(statements.items().get(1));
    assertThat(StructuredData.of(statements).headline()).isEqualTo("A sack");
  }

  @Test
  void theRootElementCanBeAnItem() {
    StructuredData data =
        read(
            "<html itemscope itemtype='https://schema.org/BlogPosting'><head>"
                + "<meta itemprop=datePublished content=2024-05-17></head><body>"
                + "<div itemprop=author itemscope><b itemprop=name>A. Miller</b></div>"
                + "<p itemprop=headline>The mill</p></body></html>");
    assertThat(data.datePublished()).isEqualTo("2024-05-17");
    assertThat(authors(data)).containsExactly("A. Miller");
    assertThat(data.headline()).isEqualTo("The mill");
  }

  @Test
  void readsRdfaLite() {
    StructuredData data =
        read(
            "<div vocab='https://schema.org/' typeof=Article><h2 property=headline>The mill</h2>"
                + "<span property='schema:author' typeof=Person><a property=name href=/m>A. Miller"
                + "</a></span><time property=datePublished datetime=2024-05-17>May</time></div>");
    assertThat(data.headline()).isEqualTo("The mill");
    assertThat(authors(data)).containsExactly("A. Miller");
    assertThat(data.datePublished()).isEqualTo("2024-05-17");
  }

  @Test
  void aListingHasNoHeadline() {
    StringBuilder cards = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      cards
          .append("<div itemscope itemtype='https://schema.org/Article'><b itemprop=headline>")
          .append(i)
          .append("</b></div>");
    }
    HtmlStatements statements = statements(cards.toString());
    assertThat(statements.items()).hasSize(20);
    assertThat(StructuredData.of(statements).headline()).isEmpty();
  }

  @Test
  void readsAThread() {
    HtmlStatements statements =
        statements(
            scriptOf(
                "{\"@type\":\"QAPage\",\"mainEntity\":{\"@type\":\"Question\",\"name\":\"Why?\","
                    + "\"text\":\"<p>Why so?</p>\",\"suggestedAnswer\":[{\"@type\":\"Answer\","
                    + "\"text\":\"So.\"}]}}"));
    assertThat(statements.items())
        .extracting(item -> item.text("text"))
        .containsExactly("", "Why so?", "So.");
    assertThat(StructuredData.of(statements).headline()).isEqualTo("Why?");
  }

  @Test
  void aPageWithoutItemsStatesNothing() {
    StructuredData data = read("<p>Words.</p>");
    assertThat(authors(data)).isEmpty();
    assertThat(data.headline() + data.datePublished() + data.publisher()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":",
        "[",
        "[[{\"@type\":\"Article\",\"author\":",
        "{\"@type\":\"Article\"}",
        "{\"@type\":\"Article\" x}",
        "{\"@graph\":[",
        "&quot;{",
        "/*",
        "\"",
        "1",
        "{",
        "{\"a\":\"b\",",
        "<p>"
      })
  @Timeout(20)
  void floodsTakeLinearTime(String piece) {
    StructuredData data = script(piece.repeat(20_000_000 / piece.length()));
    everythingOf(data);
  }

  @Test
  @Timeout(20)
  void floodsOfMarkupTakeLinearTime() {
    for (String piece :
        List.of(
            "<meta name=a content=b>",
            "<div itemscope itemprop=x itemtype=Article>",
            "<b itemprop='a b c d'>x",
            "<script type=application/ld+json>{\"@type\":\"Article\"}</script>",
            "<a rel=license>")) {
      everythingOf(read("<div itemscope>" + piece.repeat(200_000)));
    }
  }

  @Property(tries = 500)
  void anyScriptIsRead(@ForAll("scripts") String json) {
    everythingOf(script(json));
  }

  @Provide
  Arbitrary<String> scripts() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "'",
            "\\",
            "\"@type\":",
            "\"Article\"",
            "\"@id\"",
            "\"@graph\":",
            "\"author\":",
            "\"text\":\"<p>x\"",
            "null",
            "true",
            "-1e5",
            "01",
            "NaN",
            "//",
            "/*",
            "*/",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "&quot;",
            "\n",
            "\u0000",
            "\uD800",
            "#",
            "\\u12",
            ARTICLE)
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }

  private static void everythingOf(StructuredData data) {
    assertThat(authors(data)).doesNotContain("");
    assertThat(
            data.headline()
                + data.datePublished()
                + data.dateModified()
                + data.inLanguage()
                + data.license()
                + data.publisher())
        .doesNotContain("\n");
  }

  /** The limit is needed because each value may be markup that has to be parsed. */
  @Test
  void authorsPastAThousandAreNotRead() {
    StringBuilder authors = new StringBuilder();
    for (int i = 0; i < 1_200; i++) {
      authors.append(i == 0 ? "" : ",").append("\"Author ").append(i).append('"');
    }
    String article = "{\"@type\":\"Article\",\"author\":[" + authors + "]}";
    assertThat(authors(script(article))).hasSize(1_000).endsWith("Author 999");
  }
}
