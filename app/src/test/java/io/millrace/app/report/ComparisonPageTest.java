package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.report.Comparison.Answer;
import io.millrace.app.report.Comparison.Failure;
import io.millrace.app.report.Comparison.Part;
import io.millrace.app.report.Comparison.Status;
import io.millrace.app.report.Comparison.Subject;
import io.millrace.app.report.Comparison.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {

  private static final Pattern SCRIPT =
      Pattern.compile("<script[^>]*>(.*?)</script", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final String HOSTILE =
      "</script><img src=x onerror=alert(1)> & @data@ \u2028 <!-- ‹text› 漢字 مرحبا";

  private static List<String> scripts(String page) {
    List<String> scripts = new ArrayList<>();
    for (Matcher matcher = SCRIPT.matcher(page); matcher.find(); ) {
      scripts.add(matcher.group(1));
    }
    return scripts;
  }

  private static String page(Comparison comparison) {
    return new String(comparison.html(), StandardCharsets.UTF_8);
  }

  private static Comparison of(String text) {
    Failure failure = new Failure("numbers_lost", text, "number_recall", .5, .9);
    Answer failed =
        new Answer(
            0,
            Status.FAILED,
            text,
            "",
            text,
            120,
            80,
            false,
            List.of(failure),
            new TreeMap<>(Map.of("number_recall", .5, "sentence_end", Double.NaN)));
    Answer passed =
        new Answer(
            1,
            Status.PASSED,
            "",
            text + " 1823",
            text,
            120,
            80,
            true,
            List.of(),
            new TreeMap<>(Map.of("number_recall", 1.0)));
    Answer none =
        new Answer(1, Status.NO_ANSWER, text, "", "", 0, 0, false, List.of(), new TreeMap<>());
    return new Comparison(
        "0",
        List.of(new Subject("qa", text, text), new Subject("easy", "m", "")),
        List.of(
            new Text(
                text,
                "en",
                List.of(
                    new Part(0, 12, text, List.of(failed, passed)),
                    new Part(1, 9, "Second.", List.of(none))))));
  }

  @Test
  void hostileTextStaysData() throws IOException {
    String page = page(of(HOSTILE));
    List<String> scripts = scripts(page);
    assertThat(scripts).hasSize(3);
    assertThat(scripts.get(0)).doesNotContain("<", ">", "&", "\u2028");
    assertThat(page.replace(scripts.get(0), "")).doesNotContain("onerror", "alert");
    JsonNode data = new ObjectMapper().readTree(scripts.get(0));
    assertThat(data.at("/texts/0/passages/0/text").asText()).isEqualTo(HOSTILE);
    assertThat(data.at("/texts/0/passages/0/answers/0/signals/sentence_end").asText())
        .isEqualTo("NaN");
  }

  @Test
  void policyAllowsOnlyTheScriptsOfThePage() {
    String page = page(of("x"));
    assertThat(page)
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
        .contains(InlinePage.policy(scripts(page).subList(1, 3)))
        .doesNotContain("http:", "https:", "src=", "url(", "@import", "<link");
  }

  @Provide
  Arbitrary<String> markup() {
    return Arbitraries.of("</", "<!--", "script", ">", "\u2028", "\\", "\"", "&lt;", "@page@")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 50)
  void textCannotEndItsScript(@ForAll("markup") String text) {
    assertThat(scripts(page(of(text)))).hasSize(3);
  }

  /** Writes the page to target/report for manual inspection. */
  @Test
  void writesThePageForInspection() throws IOException {
    Path page = Files.createDirectories(Path.of("target", "report")).resolve("compare.html");
    Files.write(page, of(HOSTILE).html());
    assertThat(page).isNotEmptyFile();
  }
}
