package io.millrace.trainer.evaluate;

import java.util.List;

/**
 * A question: which sentence follows a text?
 *
 * @param document id of the text's document
 * @param context the text
 * @param choices sentences, each with the white space before it
 * @param right index of the right sentence
 */
public record ClozeQuestion(
    String document, String language, String context, List<String> choices, int right) {

  public ClozeQuestion {
    choices = List.copyOf(choices);
  }
}
