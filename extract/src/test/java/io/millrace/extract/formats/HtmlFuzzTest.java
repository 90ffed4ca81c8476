package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Extracts random pages with the whole stage. A failure names the seed of its page; run that page
 * again with {@code MILLRACE_FUZZ_SEED=SEED MILLRACE_FUZZ_PAGES=1}, or many more of them with
 * {@code bench/edge/fuzz-extract.sh}.
 */
class HtmlFuzzTest {

  private static final long FIRST = number("MILLRACE_FUZZ_SEED", 20_261_125);
  private static final long PAGES = number("MILLRACE_FUZZ_PAGES", 800);
  private static final String[] TYPES = {
    "text/html; charset=utf-8",
    "text/html",
    "",
    "text/html; charset=windows-1252",
    "text/html;charset"
  };

  private final DocumentExtractor extractor = new DocumentExtractor(ExtractSettings.defaults());
  private final DocumentExtractor markdown =
      new DocumentExtractor(ExtractSettings.defaults().withFormat(ExtractSettings.Format.MARKDOWN));

  @Test
  void randomPagesAreExtractedDeterministically() {
    for (long seed = FIRST; seed < FIRST + PAGES; seed++) {
      try {
        check(seed);
      } catch (Throwable failure) {
        throw new AssertionError(
            "page of MILLRACE_FUZZ_SEED=" + seed + " MILLRACE_FUZZ_PAGES=1: " + failure, failure);
      }
    }
  }

  /** Pages that failed in longer runs. */
  @Test
  void regressions() throws ExtractionException {
    check(4242004264L); // the depth limit removed a template, then its mode was set
    check(777005031); // jsoup threw because it miscounted templates at its depth limit
  }

  private void check(long seed) throws ExtractionException {
    byte[] body = RandomPages.page(seed);
    assertThat(RandomPages.page(seed)).isEqualTo(body);
    Page page = Pages.page(body, TYPES[(int) Math.floorMod(seed, (long) TYPES.length)]);
    CompletableFuture<Extraction> elsewhere = CompletableFuture.supplyAsync(() -> extract(page));
    Extraction here = extractor.extract(page);
    assertThat(elsewhere.join()).isEqualTo(here);
    assertThat(extractor.extract(page)).isEqualTo(here);
    String text = here.text();
    assertThat(text.length()).isLessThanOrEqualTo(2 * body.length + 16);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    assertThat(text).doesNotContain("\u0000");
    assertThat(text.isEmpty()).isEqualTo(here.status() != Extraction.Status.TEXT);
    checkMarkdown(page, text);
    here.metadata()
        .forEach(
            (name, value) ->
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(value)).as(name).isTrue());
  }

  private void checkMarkdown(Page page, String text) throws ExtractionException {
    String written = markdown.extract(page).text();
    assertThat(markdown.extract(page).text()).isEqualTo(written);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(written)).isTrue();
    assertThat(written.isEmpty()).isEqualTo(text.isEmpty());
    // one marker and indent per block, one backslash per character
    assertThat(written.length()).isLessThanOrEqualTo(40 * page.body().length + 16);
  }

  private Extraction extract(Page page) {
    try {
      return extractor.extract(page);
    } catch (ExtractionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static long number(String variable, long otherwise) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? otherwise : Long.parseLong(value.strip());
  }
}
