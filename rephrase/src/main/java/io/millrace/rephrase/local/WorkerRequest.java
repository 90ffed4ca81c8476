package io.millrace.rephrase.local;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.corpus.DocumentJson;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationParameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Request to a worker.
 *
 * @param id returned with the answer
 * @param messages of the conversation
 */
record WorkerRequest(long id, List<ChatMessage> messages, GenerationParameters sampling) {

  WorkerRequest {
    messages = List.copyOf(messages);
  }

  WorkerRequest withId(long newId) {
    return new WorkerRequest(newId, messages, sampling);
  }

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = DocumentJson.factory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("id", id);
      json.writeArrayFieldStart("messages");
      for (ChatMessage message : messages) {
        json.writeStartObject();
        json.writeStringField("role", message.role().name());
        DocumentJson.writeText(json, "text", message.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeNumberField("temperature", sampling.temperature());
      json.writeNumberField("top_p", sampling.topP());
      json.writeNumberField("max_tokens", sampling.maxTokens());
      json.writeNumberField("seed", sampling.seed());
      json.writeArrayFieldStart("stop");
      for (String stop : sampling.stop()) {
        json.writeString(stop);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static WorkerRequest fromBytes(byte[] bytes) throws IOException {
    long id = 0;
    List<ChatMessage> messages = new ArrayList<>();
    double temperature = 0;
    double topP = 1;
    int maxTokens = 1;
    long seed = 0;
    List<String> stop = new ArrayList<>();
    try (JsonParser json = DocumentJson.factory().createParser(bytes)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        switch (name) {
          case "id" -> id = json.getLongValue();
          case "messages" -> readMessages(json, messages);
          case "temperature" -> temperature = json.getDoubleValue();
          case "top_p" -> topP = json.getDoubleValue();
          case "max_tokens" -> maxTokens = json.getIntValue();
          case "seed" -> seed = json.getLongValue();
          case "stop" -> readTexts(json, stop);
          default -> json.skipChildren();
        }
      }
    }
    GenerationParameters sampling =
        new GenerationParameters(temperature, topP, maxTokens, seed, stop);
    return new WorkerRequest(id, messages, sampling);
  }

  private static void readMessages(JsonParser json, List<ChatMessage> messages) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      ChatMessage.Role role = ChatMessage.Role.USER;
      String text = "";
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        String value = json.nextTextValue();
        if (name.equals("role")) {
          role = ChatMessage.Role.valueOf(value);
        } else {
          text = value;
        }
      }
      messages.add(new ChatMessage(role, text));
    }
  }

  private static void readTexts(JsonParser json, List<String> texts) throws IOException {
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(json.getText());
    }
  }
}
