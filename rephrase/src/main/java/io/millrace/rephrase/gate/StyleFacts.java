package io.millrace.rephrase.gate;

import java.util.List;

/**
 * What the gates have to know of the style that was asked for.
 *
 * @param instruction what the model was told, without the passage; "" if that is not known
 * @param required texts that the raw answer must contain, such as opening and closing tags or a
 *     preamble
 * @param prose whether the answer is running text, whose last sentence must be complete
 * @param wellShaped whether the style's own reader could make sense of the answer
 */
public record StyleFacts(
    AnswerKind kind, String instruction, List<String> required, boolean prose, boolean wellShaped) {

  public StyleFacts {
    required = List.copyOf(required);
  }
}
