package io.millrace.corpus;

/**
 * Where a rephrased document comes from.
 *
 * @param id of the document that was rephrased
 * @param style name of the style it was rephrased in
 * @param model name of the model that was asked for
 * @param prompt hash of the prompt, in hex
 * @param passages how many of its passages are in the model's words; the others stand as they were
 */
public record Origin(String id, String style, String model, String prompt, int passages) {

  public Origin {
    if (passages < 0) {
      throw new IllegalArgumentException("passages is " + passages + ", less than 0");
    }
  }

  /**
   * The id of the rephrased document: a function of what was rephrased and how, so that it is the
   * same in every run.
   */
  public String rephrasedId() {
    return Hash128.of("rephrase\n" + id + '\n' + style + '\n' + prompt + '\n' + model).toHex();
  }
}
