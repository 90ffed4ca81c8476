package io.millrace.rephrase.local;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.millrace.corpus.DocumentJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Answer of a worker. Its first answer, with id {@link #READY}, means that the model is loaded.
 *
 * @param error why there is no text; "" if there is one
 * @param cut whether the token limit ended the text
 * @param promptTokens of the prompt
 * @param completionTokens of the encoded text, which may differ from the generated tokens in the
 *     log
 */
record WorkerAnswer(
    long id, String error, String text, boolean cut, int promptTokens, int completionTokens) {

  static final long READY = -1;

  static WorkerAnswer ready() {
    return new WorkerAnswer(READY, "", "", false, 0, 0);
  }

  static WorkerAnswer error(long id, String error) {
    return new WorkerAnswer(id, error.isEmpty() ? "unknown" : error, "", false, 0, 0);
  }

  /** A copy with the counts of the generation. */
  WorkerAnswer counted(int prompt, int completion, int limit) {
    return new WorkerAnswer(id, error, text, completion >= limit, prompt, completion);
  }

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = DocumentJson.factory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("id", id);
      DocumentJson.writeText(json, "error", error);
      DocumentJson.writeText(json, "text", text);
      json.writeBooleanField("cut", cut);
      json.writeNumberField("prompt_tokens", promptTokens);
      json.writeNumberField("completion_tokens", completionTokens);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static WorkerAnswer fromBytes(byte[] bytes) throws IOException {
    long id = 0;
    String error = "";
    String text = "";
    boolean cut = false;
    int promptTokens = 0;
    int completionTokens = 0;
    try (JsonParser json = DocumentJson.factory().createParser(bytes)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        switch (name) {
          case "id" -> id = json.getLongValue();
          case "error" -> error = json.getText();
          case "text" -> text = json.getText();
          case "cut" -> cut = json.getBooleanValue();
          case "prompt_tokens" -> promptTokens = json.getIntValue();
          case "completion_tokens" -> completionTokens = json.getIntValue();
          default -> json.skipChildren();
        }
      }
    }
    return new WorkerAnswer(id, error, text, cut, promptTokens, completionTokens);
  }
}
