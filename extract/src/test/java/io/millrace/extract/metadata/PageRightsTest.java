package io.millrace.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.formats.Pages;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.tree.HtmlParser;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.PageUrls;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PageRightsTest {

  private static SortedMap<String, String> metadata(String markup, Map<String, String> headers)
      throws ExtractionException {
    byte[] body = markup.getBytes(StandardCharsets.UTF_8);
    Page page =
        new Page("", "https://a.example/x/y", "", "", "text/html", body, new TreeMap<>(headers));
    return Pages.extract(page).metadata();
  }

  @Test
  void readsMetaElements() throws ExtractionException {
    String markup =
        "<meta name=robots content='NOINDEX, noai ,noimageai'><meta name=Robots content='max-snippet: -1'>"
            + "<meta name=GPTBot content=noindex><meta name=tdm-reservation content=1>"
            + "<meta name=tdm-policy content='/terms.json'><link rel='license nofollow' href='../cc'>";
    assertThat(metadata(markup, Map.of()))
        .containsEntry("robots", "gptbot: noindex, max-snippet:-1, noai, noimageai, noindex")
        .containsEntry("tdm_reservation", "1")
        .containsEntry("tdm_policy", "https://a.example/terms.json")
        .containsEntry("license", "https://a.example/cc");
  }

  @Test
  void readsHeaders() throws ExtractionException {
    Map<String, String> headers =
        Map.of(
            "x_robots_tag",
            "googlebot: noindex, nofollow; noarchive, unavailable_after: 25 Jun 2026",
            "tdm_reservation",
            "1",
            "tdm_policy",
            "https://a.example/policy");
    assertThat(metadata("<meta name=tdm-reservation content=0><p>x", headers))
        .containsEntry(
            "robots",
            "googlebot: nofollow, googlebot: noindex, noarchive, unavailable_after:25 jun 2026")
        .containsEntry("tdm_reservation", "1")
        .containsEntry("tdm_policy", "https://a.example/policy");
  }

  @Test
  void readsOtherSeparatorsAndDirectivesForOurRobot() throws ExtractionException {
    assertThat(metadata("<meta name=robots content='noindex noai;nofollow'>", Map.of()))
        .containsEntry("robots", "noai, nofollow, noindex");
    assertThat(metadata("<meta name=millrace content=noai>", Map.of()))
        .containsEntry("robots", "millrace: noai");
    assertThat(metadata("<meta http-equiv=x-robots-tag content=noai>", Map.of()))
        .containsEntry("robots", "noai");
    assertThat(metadata("<meta name=tdm-reservation content=true>", Map.of()))
        .containsEntry("tdm_reservation", "1");
  }

  @Test
  void reservationsComeBeforeOtherDirectives() throws ExtractionException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      many.append("a-").append(i).append(", ");
    }
    assertThat(metadata("<meta name=robots content='" + many + "noai'>", Map.of()).get("robots"))
        .endsWith(", noai")
        .doesNotContain("unread");
    assertThat(
            metadata("<meta name=robots content='" + many.toString().repeat(3) + "'>", Map.of())
                .get("robots"))
        .endsWith(", unread");
    String elements = "<meta name=a content=b>".repeat(2_001);
    assertThat(metadata(elements, Map.of())).containsEntry("robots", "unread");
  }

  @Test
  void aSingleLinkedLicenceIsThatOfThePage() throws ExtractionException {
    String by = "<a href='https://creativecommons.org/licenses/by/4.0/'>CC BY</a>";
    String zero = "<a href='https://creativecommons.org/publicdomain/zero/1.0/'>CC0</a>";
    assertThat(metadata("<p>" + by + by, Map.of()))
        .containsEntry("license", "https://creativecommons.org/licenses/by/4.0/");
    assertThat(metadata("<p>" + by + zero, Map.of())).doesNotContainKey("license");
  }

  @Test
  void aPageWithoutStatementsHasNoRights() throws ExtractionException {
    assertThat(metadata("<p>x", Map.of())).containsOnlyKeys("charset", "media_type");
  }

  @Property(tries = 300)
  void anyContentGivesBoundedDirectives(@ForAll String content, @ForAll String header) {
    String markup = "<meta name=robots content='" + content.replace("'", "") + "'>";
    HtmlDocument document = HtmlParser.parse(markup, ExtractSettings.defaults());
    HtmlStatements statements = HtmlStatements.of(document, HtmlTree.of(document.body()));
    PageRights rights =
        PageRights.of(
            statements,
            StructuredData.of(statements),
            Map.of("x_robots_tag", header, "tdm_reservation", header, "tdm_policy", header),
            PageUrls.of("", java.util.List.of()),
            Set.of("millrace"));
    assertThat(rights.robots()).hasSizeLessThanOrEqualTo(50).doesNotContain("");
    assertThat(rights.tdmReservation()).isIn("", "0", "1");
  }
}
