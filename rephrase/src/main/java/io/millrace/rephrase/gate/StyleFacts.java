package io.millrace.rephrase.gate;

import java.util.List;

/**
 * What the gates know about the style of an answer.
 *
 * @param instruction prompt without the passage; "" if unknown
 * @param required texts that the raw answer must contain, such as opening and closing tags or a
 *     preamble
 * @param prose whether the answer is running text, whose last sentence must be complete
 * @param wellShaped whether the reader of the style accepted the answer
 */
public record StyleFacts(
    AnswerKind kind, String instruction, List<String> required, boolean prose, boolean wellShaped) {

  public StyleFacts {
    required = List.copyOf(required);
  }
}
