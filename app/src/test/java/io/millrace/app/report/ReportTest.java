package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ReportTest {

  /** Scripts as a browser finds them: an element ends at the first end tag. */
  private static final Pattern SCRIPT =
      Pattern.compile("<script[^>]*>(.*?)</script", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static String page(ReportData data) {
    return new String(Report.html(data), StandardCharsets.UTF_8);
  }

  private static List<String> scripts(String page) {
    List<String> scripts = new ArrayList<>();
    for (Matcher matcher = SCRIPT.matcher(page); matcher.find(); ) {
      scripts.add(matcher.group(1));
    }
    return scripts;
  }

  @Test
  void jsonIsReadBack() throws IOException {
    ReportData data = SampleReport.data();

    assertThat(Report.read(Report.json(data))).isEqualTo(data);
    assertThat(new String(Report.json(data), StandardCharsets.UTF_8))
        .containsSubsequence("\"run\"", "\"millrace_version\"", "\"stages\"", "\"warnings\"");
  }

  @Test
  void hostileTextStaysData() throws IOException {
    String page = page(SampleReport.data());
    List<String> scripts = scripts(page);

    assertThat(scripts).hasSize(5);
    assertThat(scripts.get(0)).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(Report.read(scripts.get(0).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(SampleReport.data());
    // apart from the title, the rest of the page does not depend on the data
    assertThat(page.replace(scripts.get(0), "").replace(scripts.get(1), ""))
        .doesNotContain("owned", "onerror")
        .contains("<title>Web crawl 2026-11 &lt;b&gt;&amp;&lt;/b&gt; CulturaX, forty languages ·");
  }

  @Provide
  Arbitrary<String> markup() {
    return Arbitraries.of(
            "</", "<!--", "script", ">", "\u2028", "\\", "\"", "&lt;", "@data@", "\uD800")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 200)
  void textCannotEndItsScript(@ForAll("markup") String text) {
    ReportData data = named(text);

    assertThat(InlinePage.scriptJson(data)).doesNotContain("<", ">", "&", "\u2028");
    assertThat(scripts("<script>" + InlinePage.scriptJson(data) + "</script>")).hasSize(1);
  }

  private static ReportData named(String run) {
    return new ReportData(
        run, "", "", 0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        null, null, List.of());
  }

  @Test
  void policyAllowsOnlyTheScriptsOfThePage() throws Exception {
    String page = page(SampleReport.data());
    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);

    assertThat(policy.find()).isTrue();
    List<String> hashes = new ArrayList<>();
    for (String script : scripts(page).subList(1, 5)) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertThat(policy.group(1))
        .startsWith("default-src 'none'; ")
        .endsWith("script-src " + String.join(" ", hashes));
  }

  @Test
  void pageLoadsNothing() {
    String page = page(named("x"));
    String ours = page.replace(scripts(page).get(1), "");

    assertThat(ours).doesNotContain("http:", "https:", "src=", "url(", "@import", "<link");
  }

  @Test
  void emptyRunHasAReport() {
    assertThat(scripts(page(named("")))).hasSize(5);
  }

  @Test
  void excerptsAreCutBetweenCodePoints() {
    assertThat(example("😀".repeat(500)).excerpt()).isEqualTo("😀".repeat(400));
    assertThat(example("a".repeat(401)).excerpt()).isEqualTo("a".repeat(400));
    assertThat(example("a\uD800").excerpt()).isEqualTo("a\uFFFD");
  }

  private static ReportData.Example example(String text) {
    return new ReportData.Example("", "", "", "", null, null, text, "");
  }

  @Test
  void refusesTooManyExamplesAndBinsWithoutEdges() {
    List<ReportData.Example> eleven = Collections.nCopies(11, example(""));
    assertThatThrownBy(() -> new ReportData.Reason("s", "r", "", 1, eleven))
        .hasMessage("reason r has 11 examples, at most 10");
    assertThatThrownBy(
            () ->
                new ReportData.Distribution(
                    "s", "x", "r", "at_most", 1, new TreeMap<>(), 0, List.of(), List.of()))
        .hasMessage("signal x has 0 bins and 0 edges");
  }

  /** Writes the page to target/report for manual inspection. */
  @Test
  void writesThePageForInspection() throws IOException {
    Path page = Files.createDirectories(Path.of("target", "report")).resolve("report.html");
    Files.write(page, Report.html(SampleReport.data()));
    Files.write(page.resolveSibling("empty.html"), Report.html(named("nothing")));
    assertThat(page).isNotEmptyFile();
  }
}
