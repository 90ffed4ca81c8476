package io.millrace.trainer.evaluate;

/**
 * Settings of a cloze task.
 *
 * @param choices sentences to choose from, the right one included; 2 to 26
 * @param perLanguage questions of each language at most
 * @param context code points of text before the sentence at most
 * @param longest code points of a sentence at most
 */
public record ClozeSettings(int choices, int perLanguage, int context, int longest) {

  public ClozeSettings {
    if (choices < 2 || choices > 26 || perLanguage < 1 || context < 1 || longest < 1) {
      throw new IllegalArgumentException(
          "a cloze task needs 2 to 26 choices, and a question, a context and a sentence");
    }
  }

  public static ClozeSettings defaults() {
    return new ClozeSettings(4, 200, 400, 200);
  }
}
