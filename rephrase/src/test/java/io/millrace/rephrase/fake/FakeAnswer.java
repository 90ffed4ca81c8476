package io.millrace.rephrase.fake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes an answer in the format of the API, with a fault if asked. */
final class FakeAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private FakeAnswer() {}

  static String json(
      Fault fault,
      boolean chat,
      String model,
      String text,
      boolean cut,
      int promptTokens,
      int completionTokens,
      JsonNode logprobs)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", "fake");
      json.writeStringField("model", fault == Fault.WRONG_MODEL ? "another" : model);
      json.writeArrayFieldStart("choices");
      if (fault != Fault.EMPTY_CHOICES) {
        json.writeStartObject();
        if (chat) {
          json.writeObjectFieldStart("message");
          json.writeStringField("role", "assistant");
          json.writeStringField("content", text);
          json.writeEndObject();
        } else {
          json.writeStringField("text", text);
        }
        json.writeStringField("finish_reason", cut ? "length" : "stop");
        writeLogprobs(json, chat, logprobs);
        json.writeEndObject();
      }
      json.writeEndArray();
      if (fault != Fault.NO_USAGE) {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", promptTokens);
        json.writeNumberField("completion_tokens", completionTokens);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void writeLogprobs(JsonGenerator json, boolean chat, JsonNode wanted)
      throws IOException {
    if (wanted.isMissingNode()) {
      return;
    }
    json.writeObjectFieldStart("logprobs");
    json.writeArrayFieldStart(chat ? "content" : "token_logprobs");
    for (double logprob : new double[] {-.25, -.75}) {
      if (chat) {
        json.writeStartObject();
        json.writeNumberField("logprob", logprob);
        json.writeEndObject();
      } else {
        json.writeNumber(logprob);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
