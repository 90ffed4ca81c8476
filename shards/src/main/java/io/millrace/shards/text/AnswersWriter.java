package io.millrace.shards.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.EncodedDocument;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes rephrasings with answers that were not used, to be studied: the source document in the
 * fields and framing of a JSON Lines shard, with the {@code origin} the rephrased document would
 * have, followed by {@code stage outcome propensity passages}.
 */
public final class AnswersWriter implements Closeable {

  /**
   * One passage.
   *
   * @param answer as the model gave it, or ""
   * @param failures why it is not used; empty when it is
   * @param signals of the gates
   */
  public record Passage(
      int number,
      String source,
      String answer,
      List<String> failures,
      String detail,
      SortedMap<String, Double> signals) {}

  private final ZstdLines lines;
  private final String path;

  private AnswersWriter(StoredFile target, String path, int level) throws IOException {
    this.lines = new ZstdLines(target, level);
    this.path = path;
  }

  /** Creates the file; the arguments mean what they do for {@link ShardWriter#open}. */
  public static AnswersWriter open(StoredFile target, String path, int level) throws IOException {
    return new AnswersWriter(target, path, level);
  }

  /**
   * @param source the document that was to be rephrased, with the origin of what was to come of it
   * @param outcome key of what came of it
   * @param propensity probability with which this was chosen
   */
  public void write(Document source, String outcome, double propensity, List<Passage> passages)
      throws IOException {
    try (JsonGenerator json = DocumentJson.factory().createGenerator(lines.line())) {
      json.writeStartObject();
      DocumentJson.writeFields(EncodedDocument.of(source), json);
      DocumentJson.writeText(json, "stage", "rephrase");
      DocumentJson.writeText(json, "outcome", outcome);
      json.writeNumberField("propensity", propensity);
      json.writeArrayFieldStart("passages");
      for (Passage passage : passages) {
        writePassage(passage, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    lines.endLine();
  }

  private static void writePassage(Passage passage, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", passage.number());
    DocumentJson.writeText(json, "source", passage.source());
    DocumentJson.writeText(json, "answer", passage.answer());
    json.writeArrayFieldStart("failures");
    for (String failure : passage.failures()) {
      json.writeString(failure);
    }
    json.writeEndArray();
    DocumentJson.writeText(json, "detail", passage.detail());
    json.writeObjectFieldStart("signals");
    for (Map.Entry<String, Double> signal : passage.signals().entrySet()) {
      if (Double.isFinite(signal.getValue())) {
        json.writeNumberField(signal.getKey(), signal.getValue());
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  public ShardInfo finish() throws IOException {
    return lines.finish(path);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
