package io.millrace.rephrase.document;

import io.millrace.api.Setting;

/** Settings of the verification of answers by a model. */
public record VerifySettings(
    @Setting(
            "Model that is asked about every sentence of an answer that passed the gates, at the same"
                + " servers; on this machine only the model itself. Empty: none is asked.")
        String model,
    @Setting(
            value = "Least share of an answer's sentences that the model finds in the passage.",
            min = 0,
            max = 1)
        double minSupported,
    @Setting(
            value = "Most sentences of an answer that are asked about; a longer answer fails.",
            min = 1,
            max = 1000)
        int maxSentences) {

  public static VerifySettings defaults() {
    return new VerifySettings("", 1, 50);
  }

  public boolean isOn() {
    return !model.isEmpty();
  }
}
