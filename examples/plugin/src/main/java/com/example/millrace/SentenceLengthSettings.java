package com.example.millrace;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.Map;

/** What a recipe can set of the stage. */
public record SentenceLengthSettings(
    @Setting(value = "Most words a sentence, in the mean of a document.", min = 1)
        PerLanguage maxMeanWords) {

  /** German builds longer words and so shorter sentences. */
  public static SentenceLengthSettings defaults() {
    return new SentenceLengthSettings(PerLanguage.of(40, Map.of("de", 35.0)));
  }
}
