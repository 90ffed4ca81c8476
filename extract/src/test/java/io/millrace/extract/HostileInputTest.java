package io.millrace.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages made to hurt: an extraction or an {@link ExtractionException}, and soon. */
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

  static Stream<Arguments> pages() {
    String sentence = "Ten thousand words are no reason to be slow. ";
    return Stream.of(
        Arguments.of("nested div", "<div>".repeat(1_000_000)),
        Arguments.of("nested, with text", ("<div>" + sentence).repeat(100_000)),
        Arguments.of("nested formatting", "<b><i><u>".repeat(200_000) + sentence),
        Arguments.of("formatting over blocks", "<b><p>x".repeat(100_000)),
        Arguments.of("nested links", "<a href=x>y".repeat(300_000)),
        Arguments.of("nested tables", "<table><tr><td>".repeat(200_000)),
        Arguments.of("text to be moved out of a table", "<table>" + "x<tr>".repeat(100_000)),
        Arguments.of("rows", "<table>" + "<tr><td>a<td>b<td>c</tr>".repeat(10_000) + "</table>"),
        Arguments.of("paragraphs", ("<p>" + sentence).repeat(400_000)),
        Arguments.of("one line", sentence.repeat(500_000)),
        Arguments.of("entities", "&lt;&amp;&nbsp;&#x41;&bogus;".repeat(500_000)),
        Arguments.of("a gigantic attribute", "<p class='" + "nav ".repeat(4_000_000) + "'>x"),
        Arguments.of("many attributes", "<p " + "a1 b2 c3 d4 e5 ".repeat(500_000) + ">x"),
        Arguments.of("many names", manyAttributes()),
        Arguments.of("open comment", "<p>x<!--" + "-".repeat(5_000_000)),
        Arguments.of("less-than signs", "<".repeat(5_000_000)),
        Arguments.of("closing tags", "</p>".repeat(500_000)),
        Arguments.of("nested lists", "<ul><li>x".repeat(200_000)),
        Arguments.of("nested headings", "<h1>".repeat(200_000)),
        Arguments.of("nested select", "<select><option>x".repeat(200_000)),
        Arguments.of("nested forms and buttons", "<form><button>x".repeat(200_000)),
        Arguments.of("line breaks", "<pre>" + "x\n\n <br>".repeat(500_000)));
  }

  private static String manyAttributes() {
    StringBuilder page = new StringBuilder("<p");
    for (int i = 0; i < 500_000; i++) {
      page.append(" a").append(i).append("=1");
    }
    return page.append(">words").toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  @Timeout(60)
  void largePagesTakeTimeByTheirSize(String name, String markup) throws ExtractionException {
    Extraction extraction = Pages.extract(Pages.html(markup));
    assertThat(extraction.text().length()).as(name).isLessThanOrEqualTo(2 * markup.length());
  }

  @Property(tries = 300)
  void anyMarkupIsAPage(@ForAll("markup") String markup) throws ExtractionException {
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
  void anyBytesOfAnyTypeAreDealtWith(@ForAll byte[] body, @ForAll("types") String contentType) {
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
  void cutDocumentsAreDealtWith(@ForAll int which, @ForAll int length) {
    byte[] body = DOCUMENTS.get(Math.floorMod(which, DOCUMENTS.size()));
    outcome(Arrays.copyOf(body, Math.floorMod(length, body.length)), "");
  }

  @Property(tries = 150)
  void documentsWithFlippedBytesAreDealtWith(@ForAll int which, @ForAll long seed) {
    byte[] body = DOCUMENTS.get(Math.floorMod(which, DOCUMENTS.size())).clone();
    Random random = new Random(seed);
    int flips = 1 + random.nextInt(20);
    for (int i = 0; i < flips; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    String once = outcome(body, "");
    assertThat(outcome(body, "")).isEqualTo(once);
  }

  /** Text or message; anything else that is thrown fails the test. */
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
