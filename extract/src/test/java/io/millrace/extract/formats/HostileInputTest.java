package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Hostile input gives an extraction or an {@link ExtractionException}, in bounded time. */
class HostileInputTest {

  private static final List<byte[]> DOCUMENTS =
      List.of(
          TestDocuments.pdf(""),
          TestDocuments.docx(),
          TestDocuments.pptx(),
          TestDocuments.xlsx(),
          TestDocuments.xls(),
          TestDocuments.ppt(),
          TestDocuments.rtf(),
          TestDocuments.odt(),
          TestDocuments.epub());

  private static final List<String> PIECES =
      List.of(
          "<div>",
          "</div>",
          "<p>",
          "<table>",
          "<tr>",
          "<td>",
          "</table>",
          "<ul><li>",
          "<a href=x>",
          "</a>",
          "<b><i>",
          "</b>",
          "<pre>",
          "</pre>",
          "<br>",
          "<h2>",
          "</h2>",
          "<article>",
          "</article>",
          "<script>",
          "</script>",
          "<!--",
          "-->",
          "<![CDATA[",
          "<svg><title>",
          "</svg>",
          "<select><option>",
          "<form>",
          "<textarea>",
          "</textarea>",
          "&amp;",
          "&#x110000;",
          "&#55296;",
          "\u0000",
          "words of text, ",
          "<",
          ">",
          "\"",
          "<template>",
          "<frameset>",
          "<html lang=xx>",
          "<body class=nav>",
          "<main role=main>",
          "<math><mi>",
          "\uD800",
          "<noscript>");

  @Property(tries = 300)
  void anyMarkupIsExtracted(@ForAll("markup") String markup) throws ExtractionException {
    Extraction extraction = Pages.extract(Pages.html(markup));
    assertThat(extraction.text())
        .doesNotContain("\n\n\n\n", "\u0000", "\uFEFF")
        .isEqualTo(extraction.text().stripTrailing());
    assertThat(extraction.text().isEmpty())
        .isEqualTo(extraction.status() == Extraction.Status.NO_TEXT);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(extraction.text())).isTrue();
  }

  @Provide
  Arbitrary<String> markup() {
    return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join("", pieces));
  }

  @Property(tries = 300)
  void anyBytesOfAnyTypeAreHandled(@ForAll byte[] body, @ForAll("types") String contentType) {
    outcome(body, contentType);
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
        "",
        "text/html",
        "text/plain",
        "application/xml",
        "application/pdf",
        "application/rtf",
        "application/epub+zip",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  }

  @Property(tries = 100)
  void truncatedDocumentsAreHandled(@ForAll int which, @ForAll int length) {
    byte[] body = DOCUMENTS.get(Math.floorMod(which, DOCUMENTS.size()));
    outcome(Arrays.copyOf(body, Math.floorMod(length, body.length)), "");
  }

  @Property(tries = 150)
  void documentsWithChangedBytesAreHandled(@ForAll int which, @ForAll long seed) {
    byte[] body = DOCUMENTS.get(Math.floorMod(which, DOCUMENTS.size())).clone();
    Random random = new Random(seed);
    int flips = 1 + random.nextInt(20);
    for (int i = 0; i < flips; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    String once = outcome(body, "");
    assertThat(outcome(body, "")).isEqualTo(once);
  }

  /** Text or message; any other exception fails the test. */
  private static String outcome(byte[] body, String contentType) {
    try {
      Extraction extraction = Pages.extract(Pages.page(body, contentType));
      return extraction.status() + " " + extraction.text();
    } catch (ExtractionException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
      return refused.getMessage();
    }
  }
}
