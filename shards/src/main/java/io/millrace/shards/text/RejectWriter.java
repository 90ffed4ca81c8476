package io.millrace.shards.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.Verdict;
import io.millrace.shards.file.StoredFile;
import java.io.IOException;

/**
 * Writes the records that a stage rejected. A line has the fields of the document at that stage, as
 * in a JSON Lines shard, then the reason:
 *
 * <ul>
 *   <li>dropped: {@code stage reason signal value threshold duplicate_of}; value and threshold are
 *       null when the reason has no signal
 *   <li>failed: {@code stage reason detail}
 *   <li>late: {@code stage reason}, both "late"
 * </ul>
 */
public final class RejectWriter extends ZstdLines {

  private RejectWriter(StoredFile target, String path, int level) throws IOException {
    super(target, path, level);
  }

  /** Creates the file; the arguments mean what they do for {@link ShardWriter#open}. */
  public static RejectWriter open(StoredFile target, String path, int level) throws IOException {
    return new RejectWriter(target, path, level);
  }

  /** Name of the stage whose folder receives a record with this verdict. */
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
    throw new IllegalArgumentException("a kept record is not a reject");
  }

  /**
   * @throws IllegalArgumentException when the verdict is kept
   */
  public void write(Document document, Verdict verdict) throws IOException {
    write(EncodedDocument.of(document), verdict);
  }

  public void write(EncodedDocument document, Verdict verdict) throws IOException {
    String stage = stageOf(verdict);
    try (JsonGenerator json = DocumentJson.factory().createGenerator(line())) {
      json.writeStartObject();
      DocumentJson.writeFields(document, json);
      DocumentJson.writeText(json, "stage", stage);
      writeReason(verdict, json);
      json.writeEndObject();
    }
    endLine();
  }

  private static void writeReason(Verdict verdict, JsonGenerator json) throws IOException {
    if (verdict instanceof Verdict.Dropped dropped) {
      json.writeStringField("reason", dropped.reason().key());
      DocumentJson.writeText(json, "signal", dropped.signal());
      DocumentJson.writeNumber(json, "value", dropped.value());
      DocumentJson.writeNumber(json, "threshold", dropped.threshold());
      DocumentJson.writeText(json, "duplicate_of", dropped.duplicateOf());
    } else if (verdict instanceof Verdict.Failed failed) {
      json.writeStringField("reason", failed.reason().key());
      DocumentJson.writeText(json, "detail", failed.detail());
    } else {
      json.writeStringField("reason", verdict.outcome().key());
    }
  }
}
