package io.millrace.rephrase.generate;

/**
 * A turn of a conversation with a model.
 *
 * @param text well-formed Unicode, not empty
 */
public record ChatMessage(Role role, String text) {

  /** Speaker, with the names of the chat completion API. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }
}
