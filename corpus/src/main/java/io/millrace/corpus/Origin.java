package io.millrace.corpus;

/**
 * What a rephrased document was made from.
 *
 * @param id of the document that was rephrased
 * @param style name of the style it was rephrased in
 * @param model name of the requested model
 * @param prompt hash of the prompt, in hex
 * @param passages number of passages in the model's words; the others are unchanged
 */
public record Origin(String id, String style, String model, String prompt, int passages) {

  public Origin {
    if (passages < 0) {
      throw new IllegalArgumentException("passages is " + passages + ", less than 0");
    }
  }

  /**
   * The id of the rephrased document. It depends only on the components, so it is equal in every
   * run.
   */
  public String rephrasedId() {
    return Hash128.of("rephrase\n" + id + '\n' + style + '\n' + prompt + '\n' + model).toHex();
  }
}
