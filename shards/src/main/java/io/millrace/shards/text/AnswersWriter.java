package io.millrace.shards.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.EncodedDocument;
import io.millrace.shards.file.StoredFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes rephrasings with unused answers for later study. A line has the fields of the source
 * document as in a JSON Lines shard, with the {@code origin} that the rephrased document would
 * have, then {@code stage outcome propensity passages}.
 */
public final class AnswersWriter extends ZstdLines {

  /**
   * One passage.
   *
   * @param answer answer of the model, or ""
   * @param failures why the answer is not used; empty when it is used
   * @param signals signals of the gates
   */
  public record Passage(
      int number,
      String source,
      String answer,
      List<String> failures,
      String detail,
      SortedMap<String, Double> signals) {}

  private AnswersWriter(StoredFile target, String path, int level) throws IOException {
    super(target, path, level);
  }

  /** Creates the file; the arguments mean what they do for {@link ShardWriter#open}. */
  public static AnswersWriter open(StoredFile target, String path, int level) throws IOException {
    return new AnswersWriter(target, path, level);
  }

  /**
   * @param source the document to rephrase, with the origin of the rephrased document
   * @param outcome key of the outcome
   * @param propensity probability of this choice
   */
  public void write(Document source, String outcome, double propensity, List<Passage> passages)
      throws IOException {
    try (JsonGenerator json = DocumentJson.factory().createGenerator(line())) {
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
    endLine();
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
}
