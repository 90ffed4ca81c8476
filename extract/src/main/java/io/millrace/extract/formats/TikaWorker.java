package io.millrace.extract.formats;

import io.millrace.corpus.FailReason;
import io.millrace.corpus.FailureMessage;
import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.worker.WorkerCommand;
import io.millrace.extract.worker.WorkerException;
import io.millrace.extract.worker.WorkerLoop;
import io.millrace.extract.worker.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.pdf.PDFParser;

/**
 * Runs {@link TikaExtractor} in a child process with memory and time limits: Tika's parsers have
 * none, and small files can exhaust both.
 */
final class TikaWorker {

  /** Most bytes of an answer besides its text. */
  private static final int METADATA_BYTES = 1 << 20;

  /** Most bytes of a code point. */
  private static final int MOST_UTF8 = 4;

  private TikaWorker() {}

  public static void main(String[] args) {
    WorkerLoop.serve(
        (head, body) -> {
          try {
            return answer(head, body);
          } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
          }
        });
  }

  /**
   * Extracts a document in a worker.
   *
   * @throws ExtractionException with reason {@code TIME_LIMIT} or {@code MEMORY_LIMIT} if it
   *     exceeds a limit of the settings
   * @throws IOError if no process can be started, or if this thread is interrupted: the document is
   *     not the cause, and later documents would fail too
   */
  static Extraction extract(Page page, ExtractSettings settings, String mediaType)
      throws ExtractionException {
    WorkerCommand command =
        new WorkerCommand(
            TikaWorker.class,
            List.of(FailReason.class, Parser.class, PDFParser.class, PDDocument.class),
            settings.documentMemoryBytes());
    long most = (long) MOST_UTF8 * settings.maxTextCharacters() + METADATA_BYTES;
    try {
      byte[] answer =
          Workers.shared()
              .call(
                  command,
                  head(page, settings),
                  page.body(),
                  (int) Math.min(most, Integer.MAX_VALUE),
                  settings.documentSeconds());
      return read(answer);
    } catch (WorkerException ended) {
      FailReason reason =
          switch (ended.kind()) {
            case TIME -> FailReason.TIME_LIMIT;
            case MEMORY -> FailReason.MEMORY_LIMIT;
            case CRASH -> FailReason.EXTRACTION_FAILED;
          };
      throw new ExtractionException(reason, mediaType + " " + ended.getMessage(), ended);
    } catch (IOException none) {
      throw new IOError(none);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOError(new InterruptedIOException("interrupted while a document was parsed"));
    }
  }

  private static byte[] head(Page page, ExtractSettings settings) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    write(out, page.contentType());
    out.writeInt(settings.maxTextCharacters());
    out.writeBoolean(settings.keepTables());
    write(out, settings.format().name());
    return bytes.toByteArray();
  }

  private static byte[] answer(byte[] head, byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(head));
    Page page = new Page("", "", "", "", read(in), body, new TreeMap<>());
    ExtractSettings defaults = ExtractSettings.defaults();
    ExtractSettings settings =
        new ExtractSettings(
            Math.max(1, body.length),
            defaults.maxTags(),
            in.readInt(),
            in.readBoolean(),
            ExtractSettings.Format.valueOf(read(in)),
            defaults.documentSeconds(),
            defaults.documentMemoryBytes());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      String mediaType = MediaTypes.of(body, page.contentType());
      Extraction extraction =
          TikaExtractor.supports(mediaType)
              ? new TikaExtractor(settings).extract(page, mediaType)
              : Extraction.unsupported(mediaType);
      write(out, extraction);
    } catch (ExtractionException failure) {
      bytes.reset();
      write(out, failure.reason().name(), failure.getMessage());
    } catch (RuntimeException | StackOverflowError failure) {
      bytes.reset();
      write(out, FailReason.EXTRACTION_FAILED.name(), FailureMessage.orKind(failure));
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Extraction extraction) throws IOException {
    write(out, "", "", extraction.status().name(), extraction.text());
    out.writeInt(extraction.metadata().size());
    for (var entry : extraction.metadata().entrySet()) {
      write(out, entry.getKey(), entry.getValue());
    }
  }

  private static Extraction read(byte[] answer) throws IOException, ExtractionException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer));
    String reason = read(in);
    String message = read(in);
    if (!reason.isEmpty()) {
      throw new ExtractionException(FailReason.valueOf(reason), message, null);
    }
    Extraction.Status status = Extraction.Status.valueOf(read(in));
    String text = read(in);
    SortedMap<String, String> metadata = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      metadata.put(read(in), read(in));
    }
    return new Extraction(status, text, metadata);
  }

  private static void write(DataOutputStream out, String... texts) throws IOException {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static String read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
