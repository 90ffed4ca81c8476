package io.millrace.rephrase.prompt;

/** A prompt file is wrong; the message is one line: {@code file:line:column: what is wrong}. */
public final class PromptException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PromptException(PromptYaml.Place place, String message) {
    super(place + ": " + message.replaceAll("\\R+", " ").strip());
  }

  PromptException(String file, String message) {
    super(file + ": " + message.replaceAll("\\R+", " ").strip());
  }
}
