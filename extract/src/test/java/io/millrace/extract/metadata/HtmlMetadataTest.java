package io.millrace.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.ExtractionException;
import io.millrace.extract.formats.Pages;
import io.millrace.extract.tree.PageUrls;
import java.util.List;
import java.util.SortedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlMetadataTest {

  private static SortedMap<String, String> read(String markup) throws ExtractionException {
    return Pages.extract(Pages.html(markup)).metadata();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"The mill\","
            + "\"author\":{\"name\":\"Anna Miller\"},\"datePublished\":\"2024-05-17T08:00Z\"}</script>",
        "<title>The mill | Site</title><meta name=author content='By Anna Miller'>"
            + "<meta property='article:published_time' content='2024-05-17T08:00:00+02:00'>",
        "<meta name=citation_title content='The mill'><meta name=citation_author content='Miller,"
            + " Anna'><meta name=citation_publication_date content='2024/05/17'>",
        "<h1>The mill</h1><p class=byline>By Anna Miller <span class=date>May 17, 2024</span></p>",
        "<h1>The mill</h1><p>Written by <a rel=author href=/anna>Anna Miller</a></p>"
            + "<time datetime='2024-05-17T08:00'>today</time>",
        "<h1>The mill</h1><p>By</p><p>Anna Miller</p><p>May 17, 2024</p>",
        "<html lang=de><h1>The mill</h1><span>Von Anna Miller</span> <b>17. Mai 2024</b>",
        "<article itemscope itemtype='http://schema.org/BlogPosting'><h2 itemprop=headline>The mill"
            + "</h2><b itemprop=author>Anna Miller</b><i itemprop=datePublished>2024-05-17</i>"
      })
  void readsTitleAuthorAndDate(String markup) throws ExtractionException {
    assertThat(read(markup + "<p>Words of the page that go on for a while.</p>"))
        .containsEntry("title", "The mill")
        .containsEntry("author", "Anna Miller")
        .containsEntry("date", "2024-05-17");
  }

  @Test
  void modificationDateIsTheLastFallback() throws ExtractionException {
    String changed = "<meta property='article:modified_time' content='2024-05-17T08:00:00Z'>";
    assertThat(read(changed + "<p>x")).containsEntry("date", "2024-05-17");
    assertThat(read(changed + "<meta name=date content=2023-01-02><p>x"))
        .containsEntry("date", "2023-01-02");
  }

  @Test
  void datesFarFromTheHeadlineAreIgnored() throws ExtractionException {
    String page = "<h1>The mill</h1>" + "<p>x</p>".repeat(200) + "<time>May 17, 2024</time>";
    assertThat(read(page)).doesNotContainKey("date");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x, https://a.example/x",
    "//a.example/x, https://a.example/x",
    "/x?a=1, https://site.example/x?a=1",
    "x, https://site.example/dir/x",
    "../x, https://site.example/x",
    "/a/../x, https://site.example/x",
    "?a=1, https://site.example/dir/page?a=1",
    "HTTPS://A.example/x, HTTPS://A.example/x"
  })
  void addressesAreMadeAbsolute(String stated, String url) {
    PageUrls urls = PageUrls.of("https://site.example/dir/page", List.of());
    assertThat(urls.absolute(stated)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "javascript:x", "mailto:a@b.example", "data:,x", "ftp://a/b"})
  void otherSchemesAreIgnored(String stated) {
    assertThat(PageUrls.of("https://site.example/dir/page", List.of()).absolute(stated)).isEmpty();
  }

  @Property
  void resultsAreHttpOrEmpty(@ForAll String stated, @ForAll("bases") String base) {
    String url = PageUrls.of(base, List.of()).absolute(stated);
    assertThat(url.isEmpty() || url.matches("(?si)https?://.+")).isTrue();
  }

  @Provide
  Arbitrary<String> bases() {
    return Arbitraries.of("", "https://a.example", "http://a.example/x?y#z", "file.html", "https:");
  }

  @Test
  @Timeout(60)
  void floodsTakeLinearTime() throws ExtractionException {
    for (String piece :
        List.of(
            "<meta name=author content=b>",
            "<meta name=robots content='a,b,c,d'>",
            "<h1 class=author>By <time>1",
            "<h1>May 17",
            "<a rel='author license' href=x>",
            "<p class='author date' itemscope itemprop=author>x",
            "<title>a | b - c")) {
      assertThat(read(piece.repeat(150_000))).hasSizeLessThan(15);
    }
    String long1 = "By A and B, ".repeat(500_000);
    assertThat(read("<title>" + "a | ".repeat(500_000) + "</title><h1>" + long1)).isNotEmpty();
    assertThat(read("<meta name=author content='" + long1 + "'>")).isNotEmpty();
    assertThat(read("<meta name=date content='" + "1 ".repeat(1_000_000) + "'>")).isNotEmpty();
  }

  @Property(tries = 300)
  void anyMarkupHasWellFormedMetadata(@ForAll("markup") String markup) throws ExtractionException {
    read(markup)
        .forEach(
            (name, value) ->
                assertThat(value)
                    .as(name)
                    .isNotBlank()
                    .doesNotContain("\n")
                    .hasSizeLessThan(5_000));
  }

  @Provide
  Arbitrary<String> markup() {
    return Arbitraries.of(
            "<h1>",
            "</h1>",
            "<title>",
            "</title>",
            "By ",
            "Anna Miller",
            " and ",
            "May 17, 2024",
            "<time datetime='",
            "'>",
            "<p class=author>",
            "<a rel=author href='",
            "</a>",
            " | ",
            "<meta name=author content='",
            "<meta name=date content='",
            "<meta name=robots content='",
            "<link rel=canonical href='",
            "<base href='",
            "https://a.example/",
            "\uD800",
            "\u0000",
            "<html lang='",
            "noai",
            ":",
            ",",
            ";",
            "<div itemscope itemtype='Article'>",
            "</div>",
            "<svg><title>",
            "<frameset>",
            "<template>",
            "<b itemprop=name>",
            "<script type='application/ld+json'>",
            "</script>",
            "{\"@type\":\"Article\",",
            "\"")
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }
}
