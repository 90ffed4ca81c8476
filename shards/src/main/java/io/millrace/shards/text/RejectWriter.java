package io.millrace.shards.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.Verdict;
import io.millrace.corpus.WellFormed;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes the records a stage rejected: the document as it was then, in the fields and framing of a
 * JSON Lines shard, followed by why.
 *
 * <ul>
 *   <li>dropped: {@code stage reason signal value threshold duplicate_of}; value and threshold are
 *       null when the reason needs no number
 *   <li>failed: {@code stage reason detail}
 *   <li>late: {@code stage reason}, both "late"
 * </ul>
 *
 * <p>What has no text keeps what was readable in {@code text}: the readable part of an unreadable
 * record; of a page its body as UTF-8 if its media type is textual, cut after 1 Mi bytes, else "".
 */
public final class RejectWriter implements Closeable {

  private static final int MAX_BODY = 1 << 20;

  private final ZstdLines lines;
  private final String path;

  private RejectWriter(StoredFile target, String path, int level) throws IOException {
    this.lines = new ZstdLines(target, level);
    this.path = path;
  }

  /** Creates the file; the arguments mean what they do for {@link ShardWriter#open}. */
  public static RejectWriter open(StoredFile target, String path, int level) throws IOException {
    return new RejectWriter(target, path, level);
  }

  /** Stage in whose folder a record with this verdict belongs. */
  public static String stageOf(Verdict verdict) {
    if (verdict instanceof Verdict.Dropped dropped) {
      return dropped.reason().stage();
    }
    if (verdict instanceof Verdict.Failed failed) {
      return failed.stage();
    }
    if (verdict instanceof Verdict.Late) {
      return verdict.outcome().key();
    }
    throw new IllegalArgumentException("a kept record is no reject");
  }

  /**
   * @throws IllegalArgumentException when the verdict is kept
   */
  public void write(InputRecord record, Verdict verdict) throws IOException {
    write(EncodedDocument.of(asDocument(record)), verdict);
  }

  /** Like {@link #write(InputRecord, Verdict)}. */
  public void write(EncodedDocument document, Verdict verdict) throws IOException {
    String stage = stageOf(verdict);
    try (JsonGenerator json = DocumentJson.factory().createGenerator(lines.line())) {
      json.writeStartObject();
      DocumentJson.writeFields(document, json);
      DocumentJson.writeText(json, "stage", stage);
      writeReason(verdict, json);
      json.writeEndObject();
    }
    lines.endLine();
  }

  private static void writeReason(Verdict verdict, JsonGenerator json) throws IOException {
    if (verdict instanceof Verdict.Dropped dropped) {
      json.writeStringField("reason", dropped.reason().key());
      DocumentJson.writeText(json, "signal", dropped.signal());
      writeNumber(json, "value", dropped.value());
      writeNumber(json, "threshold", dropped.threshold());
      DocumentJson.writeText(json, "duplicate_of", dropped.duplicateOf());
    } else if (verdict instanceof Verdict.Failed failed) {
      json.writeStringField("reason", failed.reason().key());
      DocumentJson.writeText(json, "detail", failed.detail());
    } else {
      json.writeStringField("reason", verdict.outcome().key());
    }
  }

  private static void writeNumber(JsonGenerator json, String name, double value)
      throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  private static Document asDocument(InputRecord record) {
    if (record instanceof Document document) {
      return document;
    }
    String text =
        record instanceof UnreadableRecord unreadable
            ? unreadable.readable()
            : bodyText((Page) record);
    return new Document(
        record.id(),
        text,
        record.url(),
        record.timestamp(),
        record.source(),
        "",
        0,
        record.metadata());
  }

  private static String bodyText(Page page) {
    String type = page.contentType().toLowerCase(Locale.ROOT);
    boolean textual = type.startsWith("text/") || type.contains("xml") || type.contains("json");
    if (!textual) {
      return "";
    }
    int length = Math.min(page.body().length, MAX_BODY);
    return WellFormed.of(new String(page.body(), 0, length, StandardCharsets.UTF_8));
  }

  public ShardInfo finish() throws IOException {
    return lines.finish(path);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
