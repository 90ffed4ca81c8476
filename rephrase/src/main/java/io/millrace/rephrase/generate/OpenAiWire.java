package io.millrace.rephrase.generate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.WellFormed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes requests and reads answers of the two OpenAI APIs. */
final class OpenAiWire {

  private static final int MAX_NESTING = 64;
  private static final int MAX_MESSAGE = 200;

  private final OpenAiSettings settings;
  private final ObjectMapper mapper;

  OpenAiWire(OpenAiSettings settings) {
    this.settings = settings;
    mapper =
        new ObjectMapper(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxStringLength(settings.maxAnswerBytes())
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Path of the API after the base address. */
  String path() {
    return settings.api() == OpenAiSettings.Api.CHAT ? "/chat/completions" : "/completions";
  }

  byte[] write(GenerationRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = mapper.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("model", request.model());
      if (settings.api() == OpenAiSettings.Api.CHAT) {
        writeMessages(json, request.messages());
      } else {
        writePrompt(json, request.messages());
      }
      writeSampling(json, request.sampling());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void writeMessages(JsonGenerator json, List<ChatMessage> messages)
      throws IOException {
    json.writeArrayFieldStart("messages");
    for (ChatMessage message : messages) {
      json.writeStartObject();
      json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
      json.writeStringField("content", message.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writePrompt(JsonGenerator json, List<ChatMessage> messages)
      throws IOException {
    List<String> texts = new ArrayList<>();
    messages.forEach(message -> texts.add(message.text()));
    json.writeStringField("prompt", String.join("\n\n", texts));
  }

  private void writeSampling(JsonGenerator json, GenerationParameters sampling) throws IOException {
    json.writeNumberField("temperature", sampling.temperature());
    json.writeNumberField("top_p", sampling.topP());
    json.writeNumberField(
        settings.maxCompletionTokens() ? "max_completion_tokens" : "max_tokens",
        sampling.maxTokens());
    json.writeNumberField("seed", sampling.seed());
    if (!sampling.stop().isEmpty()) {
      json.writeArrayFieldStart("stop");
      for (String stop : sampling.stop()) {
        json.writeString(stop);
      }
      json.writeEndArray();
    }
    if (settings.logprobs()) {
      if (settings.api() == OpenAiSettings.Api.CHAT) {
        json.writeBooleanField("logprobs", true);
      } else {
        json.writeNumberField("logprobs", 0);
      }
    }
    json.writeBooleanField("stream", false);
  }

  /**
   * Reads an answer.
   *
   * @throws Malformed when it violates the API
   */
  Completion read(byte[] body, GenerationRequest request) throws Malformed {
    JsonNode root = tree(body);
    JsonNode usage = root.path("usage");
    int prompt = count(usage.path("prompt_tokens"));
    int completion = count(usage.path("completion_tokens"));
    if (prompt < 0 || completion < 0) {
      throw new Malformed("the answer has no token counts");
    }
    JsonNode choice = root.path("choices").path(0);
    JsonNode text = text(choice);
    Usage used = Usage.of(request, text.asText(""), prompt, completion);
    String model = root.path("model").asText("");
    if (!sameModel(request.model(), model)) {
      throw new Malformed(
          "model '" + shorten(model) + "' answered in place of '" + request.model() + "'", used);
    }
    if (!text.isTextual()) {
      throw new Malformed("the answer has no choice with a text", used);
    }
    return new Completion(
        WellFormed.of(text.textValue()),
        finish(choice.path("finish_reason"), used),
        used.promptTokens(),
        used.completionTokens(),
        WellFormed.of(model),
        meanLogprob(choice.path("logprobs")));
  }

  private JsonNode tree(byte[] body) throws Malformed {
    try {
      JsonNode root = mapper.readTree(body);
      if (root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException broken) {
      // its message would quote the answer
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    throw new Malformed("the answer is not one JSON object");
  }

  private JsonNode text(JsonNode choice) {
    if (settings.api() == OpenAiSettings.Api.COMPLETION) {
      return choice.path("text");
    }
    JsonNode content = choice.path("message").path("content");
    // the field refusal of the newer API is an answer like any other, for the gates
    return content.isTextual() ? content : choice.path("message").path("refusal");
  }

  private static int count(JsonNode node) {
    return node.isInt() && node.intValue() >= 0 ? node.intValue() : -1;
  }

  private static Completion.Finish finish(JsonNode node, Usage used) throws Malformed {
    if (!node.isTextual()) {
      throw new Malformed("the answer has no finish_reason", used);
    }
    return switch (node.textValue()) {
      case "length" -> Completion.Finish.LENGTH;
      case "content_filter" -> Completion.Finish.CONTENT_FILTER;
      default -> Completion.Finish.STOP;
    };
  }

  private static double meanLogprob(JsonNode logprobs) {
    double sum = 0;
    int tokens = 0;
    for (JsonNode token : logprobs.path("content")) {
      sum += token.path("logprob").asDouble(Double.NaN);
      tokens++;
    }
    if (tokens == 0) {
      for (JsonNode token : logprobs.path("token_logprobs")) {
        sum += token.asDouble(Double.NaN);
        tokens++;
      }
    }
    return tokens == 0 ? Double.NaN : sum / tokens;
  }

  private boolean sameModel(String asked, String answered) {
    String want = asked.substring(asked.lastIndexOf('/') + 1);
    String is = answered.substring(answered.lastIndexOf('/') + 1);
    return switch (settings.modelCheck()) {
      case EXACT -> is.equals(want);
      case PREFIX -> is.startsWith(want);
      case NONE -> true;
    };
  }

  /** Reads an answer of GET /models, or its failure. */
  Health health(String endpoint, Transport.Reply reply, Throwable failure, ApiKey key) {
    if (failure != null) {
      return new Health(
          endpoint, false, true, key.redact(String.valueOf(failure.getMessage())), List.of());
    }
    String said = key.redact("status " + reply.status() + " " + errorMessage(reply.body())).strip();
    if (reply.status() != 200) {
      boolean authorized = reply.status() != 401;
      return new Health(
          endpoint,
          authorized && reply.status() < 500,
          authorized,
          authorized ? said : key.refusal(endpoint, said),
          List.of());
    }
    List<String> models = new ArrayList<>();
    try {
      for (JsonNode model : mapper.readTree(reply.body()).path("data")) {
        models.add(shorten(model.path("id").asText("")));
      }
    } catch (IOException noJson) {
      return new Health(endpoint, true, true, "the server does not list its models", List.of());
    }
    return new Health(endpoint, true, true, "", models);
  }

  /** Error message of a server: one line of bounded length, without control characters. */
  String errorMessage(byte[] body) {
    String message = "";
    try {
      JsonNode root = mapper.readTree(body);
      JsonNode error = root.path("error");
      message = error.path("message").asText(error.asText(root.path("message").asText("")));
    } catch (IOException noJson) {
      // for example a page of a proxy; the status is enough
    }
    return shorten(message);
  }

  private static String shorten(String text) {
    StringBuilder line = new StringBuilder();
    WellFormed.of(text)
        .codePoints()
        .limit(MAX_MESSAGE)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** An answer that violates the API. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    /** Tokens of the answer, or -1 when unknown. */
    final int promptTokens;

    final int completionTokens;

    Malformed(String message) {
      super(message);
      promptTokens = -1;
      completionTokens = -1;
    }

    Malformed(String message, Usage used) {
      super(message);
      promptTokens = used.promptTokens();
      completionTokens = used.completionTokens();
    }
  }
}
