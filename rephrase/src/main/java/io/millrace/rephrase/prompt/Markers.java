package io.millrace.rephrase.prompt;

import io.millrace.api.Setting;

/** Words of a language that begin questions, answers, and turns of a dialogue. */
public record Markers(
    @Setting("Begins a question.") String question,
    @Setting("Begins an answer.") String answer,
    @Setting("Begins a turn of the person who asks.") String user,
    @Setting("Begins a turn of the other.") String assistant) {

  public static Markers defaults() {
    return new Markers("", "", "", "");
  }
}
