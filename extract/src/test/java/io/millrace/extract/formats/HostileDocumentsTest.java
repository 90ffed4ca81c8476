package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.corpus.FailReason;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.hostile.HostileDocuments;
import java.io.IOError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents that exceed a limit fail with its reason, and the next document is parsed. */
class HostileDocumentsTest {

  private static final long SMALL_HEAP = 1L << 26;
  private static final int LONG = 300;

  @Test
  void memoryLimitIsReported() throws ExtractionException {
    List<byte[]> documents =
        List.of(
            HostileDocuments.pdfXrefIndex(),
            HostileDocuments.docxHugeText(),
            HostileDocuments.odtHugeText());
    for (byte[] document : documents) {
      assertThat(failure(document, LONG, SMALL_HEAP).reason()).isEqualTo(FailReason.MEMORY_LIMIT);
    }
    assertThat(extract(TestDocuments.pdf(""), LONG, SMALL_HEAP).text())
        .contains(TestDocuments.SENTENCE);
  }

  @Test
  void timeLimitIsReported() throws ExtractionException {
    ExtractionException failure = failure(HostileDocuments.pdfNestedForms(), 4, 1L << 28);
    assertThat(failure.reason()).isEqualTo(FailReason.TIME_LIMIT);
    assertThat(failure).hasMessage("application/pdf used more than 4 s of processor time");
    assertThat(extract(TestDocuments.docx(), LONG, 1L << 28).text())
        .contains(TestDocuments.SENTENCE);
  }

  /** Every document would fail, so the document is not the cause. */
  @Test
  void aProcessThatCannotStartIsAnError() {
    String java = System.setProperty("java.home", "/no/java");
    try {
      assertThatThrownBy(() -> extract(TestDocuments.docx(), LONG, (1L << 28) + (1L << 20)))
          .isInstanceOf(IOError.class)
          .hasMessageContaining("cannot start a process for parsers: ");
    } finally {
      System.setProperty("java.home", java);
    }
  }

  @Test
  void anInterruptIsAnError() throws Exception {
    extract(TestDocuments.docx(), LONG, 1L << 28); // an interrupted thread cannot load Tika's types
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> extract(HostileDocuments.pdfNestedForms(), LONG, 1L << 28))
          .isInstanceOf(IOError.class)
          .hasMessageContaining("interrupted");
    } finally {
      Thread.interrupted(); // clear the flag for later tests
    }
  }

  private static ExtractionException failure(byte[] body, int seconds, long memory) {
    return catchThrowableOfType(ExtractionException.class, () -> extract(body, seconds, memory));
  }

  private static Extraction extract(byte[] body, int seconds, long memory)
      throws ExtractionException {
    ExtractSettings settings =
        new ExtractSettings(
            64L << 20, 1_000, 10_000_000, true, ExtractSettings.Format.TEXT, seconds, memory);
    return new DocumentExtractor(settings).extract(Pages.page(body, ""));
  }
}
