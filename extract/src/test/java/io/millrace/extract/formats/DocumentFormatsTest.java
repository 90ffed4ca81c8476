package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.FailReason;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFormatsTest {

  static Stream<Arguments> documents() {
    String office = "application/vnd.openxmlformats-officedocument.";
    return Stream.of(
        Arguments.of("application/pdf", TestDocuments.pdf("")),
        Arguments.of(office + "wordprocessingml.document", TestDocuments.docx()),
        Arguments.of(office + "presentationml.presentation", TestDocuments.pptx()),
        Arguments.of(office + "spreadsheetml.sheet", TestDocuments.xlsx()),
        Arguments.of("application/vnd.ms-excel", TestDocuments.xls()),
        Arguments.of("application/vnd.ms-powerpoint", TestDocuments.ppt()),
        Arguments.of("application/rtf", TestDocuments.rtf()),
        Arguments.of("application/vnd.oasis.opendocument.text", TestDocuments.odt()),
        Arguments.of("application/epub+zip", TestDocuments.epub()));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void textIsExtractedWhateverTheContentType(String mediaType, byte[] body)
      throws ExtractionException {
    for (String contentType : new String[] {mediaType, "application/octet-stream", "text/html"}) {
      Extraction extraction = Pages.extract(Pages.page(body, contentType));
      assertThat(extraction.status()).isEqualTo(Extraction.Status.TEXT);
      assertThat(extraction.text())
          .containsSubsequence(TestDocuments.SENTENCE, TestDocuments.SECOND)
          .doesNotContain("\n\n\n");
      assertThat(extraction.metadata()).containsEntry("media_type", mediaType);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void childProcessGivesTheSameResult(String mediaType, byte[] body) throws ExtractionException {
    ExtractSettings settings =
        ExtractSettings.defaults().withFormat(ExtractSettings.Format.MARKDOWN);
    assertThat(new DocumentExtractor(settings).extract(Pages.page(body, mediaType)))
        .isEqualTo(new TikaExtractor(settings).extract(Pages.page(body, mediaType), mediaType));
  }

  @Test
  void paragraphsAndRowsAreKept() throws ExtractionException {
    assertThat(Pages.extract(Pages.page(TestDocuments.docx(), "")).text())
        .isEqualTo(
            TestDocuments.SENTENCE
                + "\n\n"
                + TestDocuments.SECOND
                + "\n\ncell0 | cell1\ncell2 | cell3");
    assertThat(Pages.extract(Pages.page(TestDocuments.pdf(""), "")).text())
        .isEqualTo(TestDocuments.SENTENCE + "\n\n" + TestDocuments.SECOND);
  }

  @Test
  void metadataIsWhatTheDocumentStates() throws ExtractionException {
    assertThat(Pages.extract(Pages.page(TestDocuments.docx(), "")).metadata())
        .containsEntry("title", "On Mills")
        .containsEntry("author", "A. Miller");
    assertThat(Pages.extract(Pages.page(TestDocuments.pdf(""), "")).metadata())
        .containsEntry("title", "On Mills");
  }

  @Test
  void encryptedDocumentsFail() {
    byte[] body = TestDocuments.pdf("secret");
    assertThatThrownBy(() -> Pages.extract(Pages.page(body, "application/pdf")))
        .isInstanceOf(ExtractionException.class)
        .hasMessage("the document is encrypted (application/pdf)");
  }

  @Test
  void aBodyOverTheLimitIsTooLarge() {
    ExtractSettings settings =
        new ExtractSettings(10, 1_000, 100, true, ExtractSettings.Format.TEXT, 60, 1L << 30);
    assertThatThrownBy(
            () ->
                new DocumentExtractor(settings)
                    .extract(Pages.page(new byte[11], "application/pdf")))
        .isInstanceOfSatisfying(
            ExtractionException.class, e -> assertThat(e.reason()).isEqualTo(FailReason.TOO_LARGE))
        .hasMessageContaining("max_body_bytes");
  }

  @Test
  void textPastTheLimitIsNotKept() throws ExtractionException {
    ExtractSettings settings =
        new ExtractSettings(1 << 20, 1_000, 40, true, ExtractSettings.Format.TEXT, 60, 1L << 30);
    Extraction extraction =
        new DocumentExtractor(settings).extract(Pages.page(TestDocuments.docx(), ""));
    assertThat(extraction.text()).isEqualTo(TestDocuments.SENTENCE);
  }

  @Test
  void bombsFailOrAreCut() {
    String zeros = "0".repeat(30_000_000);
    byte[] body =
        TestDocuments.zip(
            "application/vnd.oasis.opendocument.text",
            "content.xml",
            "<office:document-content"
                + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>"
                + "<office:text><text:p>"
                + zeros
                + "</text:p></office:text></office:body></office:document-content>");
    assertThatThrownBy(() -> Pages.extract(Pages.page(body, "")))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("cannot be taken apart");
  }

  @Test
  void externalEntitiesAreNotRead() throws ExtractionException {
    String xml =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">"
            + "<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;\">]>"
            + "<a><p>Running <b>text</b> here.</p><p>&x;&m;</p></a>";
    Extraction extraction = Pages.extract(Pages.page(utf8(xml), "application/xml"));
    assertThat(extraction.text()).startsWith("Running text here.").doesNotContain("root:", "lol");
  }

  @Test
  void plainTextKeepsItsLines() throws ExtractionException {
    String text = "\uFEFFFirst line\r\nsecond\u00A0 line  \r\n\r\n\r\n\r\nThird\u200B\u0007 line\n";
    Extraction extraction = Pages.extract(Pages.page(utf8(text), "text/plain"));
    assertThat(extraction.text()).isEqualTo("First line\nsecond line\n\nThird line");
    assertThat(extraction.metadata()).containsEntry("charset", "utf-8");
  }

  @Test
  void blankFilesHaveNoText() throws ExtractionException {
    assertThat(Pages.extract(Pages.page(utf8(" \n \t"), "text/plain")).status())
        .isEqualTo(Extraction.Status.NO_TEXT);
    assertThat(Pages.extract(Pages.html("<html></html>")).status())
        .isEqualTo(Extraction.Status.NO_TEXT);
    assertThat(Pages.extract(Pages.page(new byte[0], "text/html")).status())
        .isEqualTo(Extraction.Status.NO_TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/png",
        "image/svg+xml",
        "video/mp4",
        "audio/mpeg",
        "application/zip",
        "text/css",
        "text/javascript",
        "application/javascript",
        "application/json",
        "font/woff2"
      })
  void typesWithoutRunningTextAreUnsupported(String mediaType) throws ExtractionException {
    Extraction extraction = Pages.extract(Pages.page(utf8("var a = 1; // words"), mediaType));
    assertThat(extraction.status()).isEqualTo(Extraction.Status.UNSUPPORTED_TYPE);
    assertThat(extraction.text()).isEmpty();
    assertThat(extraction.metadata()).containsEntry("media_type", mediaType);
  }

  @Test
  void signaturesOfOtherTypesAreRecognised() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13};
    byte[] gzip = {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 0};
    assertThat(MediaTypes.of(png, "text/html")).isEqualTo("image/png");
    assertThat(MediaTypes.of(gzip, "text/plain")).isEqualTo("application/gzip");
    assertThat(MediaTypes.of(TestDocuments.zip("", "a.txt", "words"), ""))
        .isEqualTo("application/zip");
    assertThat(MediaTypes.of(utf8("<!doctype html><p>x"), "text/plain")).isEqualTo("text/html");
    assertThat(MediaTypes.of(utf8("just words"), "")).isEqualTo("text/plain");
    assertThat(MediaTypes.of(utf8("From: words, not a mail"), "text/html; charset=x"))
        .isEqualTo("text/html");
    assertThat(MediaTypes.of(new byte[0], "")).isEqualTo("application/octet-stream");
    assertThat(MediaTypes.of(utf8("<p>x"), "TEXT/HTML;charset=utf-8")).isEqualTo("text/html");
  }

  @Test
  void pagesAreRecognisedByTheirStart() {
    String xhtml = "<html xmlns=\"http://www.w3.org/1999/xhtml\">";
    assertThat(MediaTypes.of(utf8("\uFEFF \n<!DOCTYPE HTML><p>x"), "")).isEqualTo("text/html");
    assertThat(MediaTypes.of(utf8("<!-- a - b --><html lang=x>"), "")).isEqualTo("text/html");
    assertThat(MediaTypes.of(utf8("<!doctype html><!-- c -->\n" + xhtml), ""))
        .isEqualTo("application/xhtml+xml");
    assertThat(MediaTypes.of(utf8("<?xml version='1.0'?>\n" + xhtml), "text/plain"))
        .isEqualTo("application/xhtml+xml");
    assertThat(MediaTypes.of(utf8("<?xml version='1.0'?><feed>"), "")).isNotEqualTo("text/html");
    for (String open :
        new String[] {"<!--" + "-".repeat(9_000), "<!-- -->".repeat(2_000), " ".repeat(9_000)}) {
      assertThat(MediaTypes.of(utf8(open), "text/html")).isEqualTo("text/html");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
