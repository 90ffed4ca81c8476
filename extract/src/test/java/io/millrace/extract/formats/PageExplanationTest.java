package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.FailReason;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.formats.PageExplanation.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PageExplanationTest {

  private static final ExtractSettings SETTINGS = ExtractSettings.defaults();
  private static final String TEXT =
      "The old mill by the river has ground the village's corn for three hundred years.";
  private static final String PAGE =
      "<title>Mill &amp; river</title><script type=application/ld+json>{\"description\": \"Another"
          + " account of what the mill was and who it was that owned it\"}</script><body><nav><a href=/>Home</a>"
          + "</nav><article id=story class='post  big'><h1>The mill</h1><p>"
          + TEXT
          + "</p><p>"
          + TEXT.toUpperCase(java.util.Locale.ROOT)
          + "</p></article><div hidden>Unseen</div>";

  private static PageExplanation explain(String markup) throws ExtractionException {
    return PageExplanation.of(Pages.html(markup), SETTINGS, 40);
  }

  @Test
  void explainsEveryBlock() throws ExtractionException {
    PageExplanation page = explain(PAGE);
    assertThat(page.title()).isEqualTo("Mill & river");
    List<Part> blocks = page.blocks();
    assertThat(blocks)
        .extracting(Part::kind)
        .containsExactly(
            "paragraph", "heading", "paragraph", "paragraph", "paragraph", "paragraph");
    assertThat(blocks)
        .extracting(Part::embedded)
        .containsExactly(false, false, false, false, false, true);
    assertThat(blocks)
        .extracting(Part::hidden)
        .containsExactly(false, false, false, false, true, false);
    assertThat(blocks.get(0).boilerplate()).isTrue();
    assertThat(blocks.get(0).linkDensity()).isEqualTo(1);
    assertThat(blocks.get(0).path()).isEqualTo("nav");
    assertThat(blocks.get(1).level()).isEqualTo(1);
    assertThat(blocks.get(1).path()).isEqualTo("article#story.post.big > h1");
    assertThat(blocks.get(2).text()).isEqualTo(TEXT.substring(0, 40).strip());
    assertThat(blocks.get(2).length()).isEqualTo(TEXT.replace(" ", "").length());
  }

  @Test
  void keptBlocksAreTheText() throws ExtractionException {
    PageExplanation page = PageExplanation.of(Pages.html(PAGE), SETTINGS, 10_000);
    String kept =
        page.blocks().stream()
            .filter(Part::kept)
            .map(Part::text)
            .collect(Collectors.joining("\n\n"));
    assertThat(kept).isEqualTo(Pages.text(PAGE));
    for (Part part : page.blocks()) {
      assertThat(part.kept()).isEqualTo(part.score() >= page.threshold());
    }
  }

  @Test
  void pathsAreBounded() throws ExtractionException {
    String deep = "<div class='" + "a".repeat(1_000) + " b c d e f'>";
    PageExplanation page = explain(deep.repeat(100) + "<p>x");
    assertThat(page.blocks().get(0).path()).startsWith("\u2026 > ").hasSizeLessThan(6 * 200);
  }

  @Test
  void rejectsOtherTypesThanHtml() {
    assertThatThrownBy(
            () ->
                PageExplanation.of(
                    Pages.page("%PDF-1.4".getBytes(StandardCharsets.UTF_8), ""), SETTINGS, 9))
        .isInstanceOf(ExtractionException.class)
        .hasMessage("only HTML has blocks to explain, not application/pdf");
    ExtractSettings small =
        new ExtractSettings(3, 1_000, 9, true, ExtractSettings.Format.TEXT, 60, 1L << 30);
    assertThatThrownBy(() -> PageExplanation.of(Pages.html("<p>x"), small, 9))
        .isInstanceOfSatisfying(
            ExtractionException.class,
            failure -> assertThat(failure.reason()).isEqualTo(FailReason.TOO_LARGE));
  }
}
