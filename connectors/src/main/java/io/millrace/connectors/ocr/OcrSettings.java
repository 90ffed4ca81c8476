package io.millrace.connectors.ocr;

import io.millrace.api.Setting;
import java.util.List;

/** Settings for reading text in images. */
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
    @Setting(value = "Seconds after which reading an image is aborted.", min = 1, max = 3600)
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
  }

  /** English and the pair's own language, Tesseract's layout, words of 60 %, a minute an image. */
  public static OcrSettings defaults() {
    return new OcrSettings("tesseract", List.of("eng"), true, 3, 60, 60);
  }
}
