package io.millrace.rephrase.prompt;

import io.millrace.api.Setting;

/** The words of a language that begin a question, an answer, and the turns of a dialogue. */
public record Markers(
    @Setting("Begins a question.") String question,
    @Setting("Begins an answer.") String answer,
    @Setting("Begins a turn of the person who asks.") String user,
    @Setting("Begins a turn of the other.") String assistant) {

  public static Markers defaults() {
    return new Markers("", "", "", "");
  }
}
