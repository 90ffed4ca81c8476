package io.millrace.shards.verdict;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.corpus.DocumentJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * Writes a verdict as one line of JSON: the columns of the verdict files by name, and {@code
 * signals} as an object in order of name. Missing values are {@code null}; signals that were not
 * computed are omitted.
 */
public final class VerdictJson {

  private VerdictJson() {}

  /** The line of a verdict, without the line break. */
  public static byte[] toBytes(VerdictRow row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = DocumentJson.factory().createGenerator(bytes)) {
      json.writeStartObject();
      DocumentJson.writeText(json, "id", row.id());
      DocumentJson.writeText(json, "url", row.url());
      DocumentJson.writeText(json, "timestamp", row.timestamp());
      DocumentJson.writeText(json, "source", row.source());
      DocumentJson.writeText(json, "language", row.language());
      DocumentJson.writeNumber(json, "language_score", row.languageScore());
      DocumentJson.writeText(json, "outcome", row.outcome());
      DocumentJson.writeText(json, "stage", row.stage());
      DocumentJson.writeText(json, "reason", row.reason());
      DocumentJson.writeText(json, "signal", row.signal());
      DocumentJson.writeNumber(json, "value", row.value());
      DocumentJson.writeNumber(json, "threshold", row.threshold());
      DocumentJson.writeText(json, "duplicate_of", row.duplicateOf());
      json.writeNumberField("copies", row.copies());
      DocumentJson.writeText(json, "shard", row.shard());
      DocumentJson.writeText(json, "detail", row.detail());
      UrlHost host = UrlHost.of(row.url());
      writeOptional(json, "host", host.name());
      writeOptional(json, "registered_domain", host.registeredDomain());
      json.writeObjectFieldStart("signals");
      for (Map.Entry<String, Double> signal : row.signals().entrySet()) {
        DocumentJson.writeNumber(json, signal.getKey(), signal.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new IllegalStateException("memory cannot fail", impossible);
    }
    return bytes.toByteArray();
  }

  private static void writeOptional(JsonGenerator json, String name, String text)
      throws IOException {
    if (text == null) {
      json.writeNullField(name);
    } else {
      DocumentJson.writeText(json, name, text);
    }
  }
}
