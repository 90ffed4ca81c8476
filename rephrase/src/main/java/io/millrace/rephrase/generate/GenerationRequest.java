package io.millrace.rephrase.generate;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param model the model's name at its server, or of a local model
 * @param messages the conversation so far, the last turn is the user's
 */
public record GenerationRequest(
    String model, List<ChatMessage> messages, GenerationParameters sampling) {

  public GenerationRequest {
    messages = List.copyOf(messages);
  }
}
