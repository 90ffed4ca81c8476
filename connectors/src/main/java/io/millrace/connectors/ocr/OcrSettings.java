package io.millrace.connectors.ocr;

import io.millrace.api.Setting;
import java.util.List;

/** How text in images is read. */
public record OcrSettings(
    @Setting("Command of Tesseract: a name on the PATH, or a path.") String command,
    @Setting("Languages of the text, by the names of Tesseract's language packs.")
        List<String> languages,
    @Setting(
            "Whether the pack of the pair's own language is used too, before the others, where it"
                + " is installed.")
        boolean usePairLanguage,
    @Setting(
            value =
                "Page segmentation mode of Tesseract: 3 looks for a page's layout, 6 for one block,"
                    + " 11 for text anywhere.",
            min = 3,
            max = 13)
        int segmentation,
    @Setting(value = "Lowest confidence of a word that counts, in percent.", min = 0, max = 100)
        double minConfidence,
    @Setting(value = "Seconds after which an image is given up.", min = 1, max = 3600)
        int timeoutSeconds) {

  private static final int MAX_LANGUAGES = 20;

  public OcrSettings {
    languages = List.copyOf(languages);
    if (command.isBlank() || command.startsWith("-")) {
      throw new IllegalArgumentException("command is '" + command + "', must name a program");
    }
    if (languages.isEmpty() || languages.size() > MAX_LANGUAGES) {
      throw new IllegalArgumentException("languages must be 1 to " + MAX_LANGUAGES);
    }
    for (String language : languages) {
      if (!language.matches("[A-Za-z][A-Za-z_]{1,30}")) {
        throw new IllegalArgumentException("languages has '" + language + "', no name of a pack");
      }
    }
    if (segmentation < 3 || segmentation > 13) {
      throw new IllegalArgumentException("segmentation is " + segmentation + ", must be in 3..13");
    }
    if (!(minConfidence >= 0 && minConfidence <= 100)) {
      throw new IllegalArgumentException(
          "min_confidence is " + minConfidence + ", must be in 0..100");
    }
    if (timeoutSeconds < 1 || timeoutSeconds > 3600) {
      throw new IllegalArgumentException(
          "timeout_seconds is " + timeoutSeconds + ", must be in 1..3600");
    }
  }

  /** English and the pair's own language, Tesseract's layout, words of 60 %, a minute an image. */
  public static OcrSettings defaults() {
    return new OcrSettings("tesseract", List.of("eng"), true, 3, 60, 60);
  }
}
