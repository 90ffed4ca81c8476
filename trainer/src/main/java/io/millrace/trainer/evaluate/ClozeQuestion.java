package io.millrace.trainer.evaluate;

import java.util.List;

/**
 * Which sentence follows a text?
 *
 * @param document id of the document that the text is from
 * @param language of all choices
 * @param context the text
 * @param choices the sentences, each with the blank before it
 * @param right place of the one that follows
 */
public record ClozeQuestion(
    String document, String language, String context, List<String> choices, int right) {

  public ClozeQuestion {
    choices = List.copyOf(choices);
  }
}
