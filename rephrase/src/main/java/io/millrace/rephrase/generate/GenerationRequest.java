package io.millrace.rephrase.generate;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param model the model's name at its server, or of a local model
 * @param messages the conversation so far, the last turn is the user's
 * @param grammar of the only answers that the model may give, in llama.cpp's notation (GBNF); ""
 *     for any answer. Only for generators that know it: others pass it over
 */
public record GenerationRequest(
    String model, List<Message> messages, Sampling sampling, String grammar) {

  public GenerationRequest {
    messages = List.copyOf(messages);
  }

  /** A request for any answer. */
  public GenerationRequest(String model, List<Message> messages, Sampling sampling) {
    this(model, messages, sampling, "");
  }
}
