package io.millrace.rephrase.generate;

import java.util.List;

/**
 * A request to a model.
 *
 * @param model name of the model at its server, or of a local model
 * @param messages conversation, which ends with a turn of the user
 */
public record GenerationRequest(
    String model, List<ChatMessage> messages, GenerationParameters sampling) {

  public GenerationRequest {
    messages = List.copyOf(messages);
  }
}
