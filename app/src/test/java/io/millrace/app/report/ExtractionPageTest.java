package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.extract.formats.PageExplanation;
import io.millrace.extract.formats.PageExplanation.Part;
import io.millrace.extract.formats.PageExplanation.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ExtractionPageTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Scripts as a browser finds them: an element ends at the first end tag. */
  private static final Pattern SCRIPT =
      Pattern.compile("<script[^>]*>(.*?)</script", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String HOSTILE =
      "</script><script>owned()</script><img src=x onerror=owned()>\u2028\u202e@data@@page@\"'&lt;";

  private static Part part(String text, String path, boolean rules, double score) {
    return new Part(
        "paragraph",
        0,
        text,
        80,
        .25,
        path,
        !rules,
        false,
        false,
        rules,
        score >= .4,
        score,
        List.of(new Reason("up to nav", 99, 1.25), new Reason(text, 0, -.5)));
  }

  private static PageExplanation sample(String hostile) {
    TreeMap<String, Double> types = new TreeMap<>();
    types.put("article", .75);
    types.put("forum", .2);
    types.put(hostile, .05);
    return new PageExplanation(
        hostile,
        hostile,
        types,
        .4,
        IntStream.range(0, 1_000)
            .mapToObj(i -> part(hostile + " " + i, "div." + hostile, i % 3 > 0, i % 100 / 100.))
            .toList());
  }

  private static String html(byte[] page) {
    return new String(page, StandardCharsets.UTF_8);
  }

  private static List<String> scripts(String page) {
    List<String> scripts = new ArrayList<>();
    for (Matcher matcher = SCRIPT.matcher(page); matcher.find(); ) {
      scripts.add(matcher.group(1));
    }
    return scripts;
  }

  @Test
  void hostileTextStaysData() throws IOException {
    String page = html(ExtractionPage.html(HOSTILE, "index.html", sample(HOSTILE)));
    List<String> scripts = scripts(page);

    assertThat(scripts).hasSize(3);
    assertThat(scripts.get(0)).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    JsonNode data = JSON.readTree(scripts.get(0));
    assertThat(data.at("/url").asText()).isEqualTo(HOSTILE);
    assertThat(data.at("/page/title").asText()).isEqualTo(HOSTILE);
    assertThat(data.at("/page/blocks")).hasSize(1_000);
    assertThat(data.at("/page/blocks/3/text").asText()).isEqualTo(HOSTILE + " 3");
    assertThat(data.at("/page/blocks/3/reasons/1/contribution").asDouble()).isEqualTo(-.5);
    String rest = page.replace(scripts.get(0), "");
    assertThat(rest.replaceFirst("(?s)<title>.*?</title>", "")).doesNotContain("owned", "onerror");
    assertThat(rest).contains("<title>&lt;/script&gt;");
  }

  @Test
  void hostileTextStaysDataInTheIndex() throws IOException {
    ExtractionPage.Entry entry = ExtractionPage.Entry.of("00001.html", HOSTILE, sample(HOSTILE));
    String page = html(ExtractionPage.index(List.of(entry, entry)));
    List<String> scripts = scripts(page);

    assertThat(scripts).hasSize(3);
    assertThat(scripts.get(0)).doesNotContain("<", ">", "&");
    assertThat(JSON.readTree(scripts.get(0)).at("/pages/1/url").asText()).isEqualTo(HOSTILE);
    assertThat(page.replace(scripts.get(0), "")).doesNotContain("owned");
  }

  @Test
  void countsKeptBlocks() {
    PageExplanation page =
        new PageExplanation(
            "T",
            "",
            Collections.emptySortedMap(),
            .4,
            List.of(part("a", "p", true, 1), part("b", "p", true, 0), part("c", "p", false, 0)));
    assertThat(ExtractionPage.Entry.of("f", "u", page))
        .isEqualTo(new ExtractionPage.Entry("f", "u", "T", "", 3, 1, 80, 240, 1));
  }

  @Provide
  Arbitrary<String> markup() {
    return Arbitraries.of(
            "</", "<!--", "script", ">", "\u2028", "\\", "\"", "&lt;", "@data@", "@page@", "\uD800",
            "$1")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 100)
  void textCannotEndItsScript(@ForAll("markup") String text) {
    PageExplanation page =
        new PageExplanation(
            text, text, Collections.emptySortedMap(), 0, List.of(part(text, text, true, 1)));
    String html = html(ExtractionPage.html(text, text, page));
    List<String> scripts = scripts(html);

    assertThat(scripts).hasSize(3);
    assertThat(scripts.subList(1, 3))
        .isEqualTo(scripts(html(ExtractionPage.html("", "", sample("")))).subList(1, 3));
  }

  @Test
  void policyAllowsOnlyTheScriptsOfThePage() throws Exception {
    for (byte[] each :
        List.of(ExtractionPage.html("u", "", sample("x")), ExtractionPage.index(List.of()))) {
      String page = html(each);
      Matcher policy =
          Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);
      assertThat(policy.find()).isTrue();
      List<String> hashes = new ArrayList<>();
      for (String script : scripts(page).subList(1, 3)) {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      }
      assertThat(policy.group(1))
          .startsWith("default-src 'none'; ")
          .endsWith("script-src " + String.join(" ", hashes));
      assertThat(page).doesNotContain("http:", "https:", "src=", "url(", "@import", "<link");
      assertThat(page).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write");
    }
  }

  /** Writes the pages to target/report for manual inspection. */
  @Test
  void writesThePagesForInspection() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "report"));
    Files.write(
        folder.resolve("extraction.html"),
        ExtractionPage.html("https://site.example/", "extractions.html", sample(HOSTILE)));
    ExtractionPage.Entry entry =
        ExtractionPage.Entry.of("extraction.html", "https://site.example/", sample(HOSTILE));
    Files.write(
        folder.resolve("extractions.html"), ExtractionPage.index(Collections.nCopies(40, entry)));
    assertThat(folder.resolve("extraction.html")).isNotEmptyFile();
  }
}
