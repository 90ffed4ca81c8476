package io.millrace.corpus;

import java.util.Locale;

/**
 * Why a stage dropped a document. The key is the metric's name, the field in the rejects and the
 * row in the stage's documentation; a test compares the three.
 */
public enum DropReason {
  NO_TEXT("extract", "nothing that reads as main content was found"),
  UNSUPPORTED_TYPE(
      "extract", "the media type holds no text we extract (image, video, archive, script)"),
  HTTP_STATUS("extract", "the server answered with a status other than 200"),

  URL_DOMAIN("url-filter", "the domain, or one it belongs to, is on a block list"),
  URL_LISTED("url-filter", "the URL is on a block list"),
  URL_WORD("url-filter", "the URL contains a blocked word"),

  LANGUAGE_NOT_KEPT("langid", "the language is not on the keep list"),
  LANGUAGE_SCORE("langid", "the language identifier is not sure enough"),
  SCRIPT_MISMATCH("langid", "the letters are of a script the language is not written in"),

  NO_LINES_LEFT("line-clean", "no line was left after cleaning"),

  DUPLICATE_LINES("gopher-repetition", "share of lines that repeat an earlier line"),
  DUPLICATE_LINE_CHARACTERS("gopher-repetition", "share of characters in repeated lines"),
  DUPLICATE_PARAGRAPHS("gopher-repetition", "share of paragraphs that repeat an earlier one"),
  DUPLICATE_PARAGRAPH_CHARACTERS("gopher-repetition", "share of characters in repeated paragraphs"),
  TOP_2_GRAM("gopher-repetition", "share of characters in the most frequent 2-gram"),
  TOP_3_GRAM("gopher-repetition", "share of characters in the most frequent 3-gram"),
  TOP_4_GRAM("gopher-repetition", "share of characters in the most frequent 4-gram"),
  DUPLICATE_5_GRAMS("gopher-repetition", "share of characters in repeated 5-grams"),
  DUPLICATE_6_GRAMS("gopher-repetition", "share of characters in repeated 6-grams"),
  DUPLICATE_7_GRAMS("gopher-repetition", "share of characters in repeated 7-grams"),
  DUPLICATE_8_GRAMS("gopher-repetition", "share of characters in repeated 8-grams"),
  DUPLICATE_9_GRAMS("gopher-repetition", "share of characters in repeated 9-grams"),
  DUPLICATE_10_GRAMS("gopher-repetition", "share of characters in repeated 10-grams"),

  TOO_FEW_WORDS("gopher-quality", "too few words"),
  TOO_MANY_WORDS("gopher-quality", "too many words"),
  SHORT_WORDS("gopher-quality", "mean word length below the range"),
  LONG_WORDS("gopher-quality", "mean word length above the range"),
  HASH_SIGNS("gopher-quality", "too many hash signs for the number of words"),
  ELLIPSES("gopher-quality", "too many ellipses for the number of words"),
  BULLET_LINES("gopher-quality", "too many lines start with a bullet"),
  ELLIPSIS_LINES("gopher-quality", "too many lines end with an ellipsis"),
  FEW_ALPHABETIC_WORDS("gopher-quality", "too few words have a letter"),
  FEW_STOP_WORDS("gopher-quality", "too few of the language's stop words"),

  C4_TOO_FEW_SENTENCES("c4", "too few sentences were left after line cleaning"),
  C4_LOREM_IPSUM("c4", "placeholder text"),
  C4_CURLY_BRACKET("c4", "a curly bracket, as in code"),

  LINE_PUNCTUATION("fineweb", "too few lines end in punctuation"),
  SHORT_LINES("fineweb", "too many lines are short"),
  REPEATED_LINE_CHARACTERS("fineweb", "too many characters in repeated lines"),
  NEWLINE_RATIO("fineweb", "too many line breaks for the number of words"),

  CULTURAX_WORDS("culturax", "number of words below the floor"),
  CULTURAX_CHARACTER_REPETITION("culturax", "repeated character 10-grams above the ceiling"),
  CULTURAX_WORD_REPETITION("culturax", "repeated word 5-grams above the ceiling"),
  CULTURAX_SPECIAL_CHARACTERS("culturax", "share of special characters above the ceiling"),
  CULTURAX_STOP_WORDS("culturax", "share of stop words below the floor"),
  CULTURAX_FLAGGED_WORDS("culturax", "share of flagged words above the ceiling"),
  CULTURAX_LANGUAGE_SCORE("culturax", "language score below the floor"),
  CULTURAX_CHARACTERS("culturax", "number of characters below the floor"),
  CULTURAX_LINES("culturax", "number of lines below the floor"),
  CULTURAX_SHORT_LINE_LENGTH("culturax", "share of characters in short lines above the ceiling"),
  CULTURAX_SHORT_LINES("culturax", "share of short lines above the ceiling"),

  PERSONAL_DATA("pii", "personal data was found and the recipe drops such documents"),

  DUPLICATE_ID("read", "a record with the same id came before"),
  DUPLICATE_URL("dedup-url", "an earlier document has the same URL"),
  DUPLICATE_TEXT("dedup-exact", "an earlier document has the same normalised text"),
  NEAR_DUPLICATE("dedup-minhash", "an earlier document shares a band and is similar enough"),

  CONTAMINATED("decontaminate", "shares too many n-grams with an evaluation set"),

  REPHRASED("rephrase", "the recipe asks for its rephrased text in its place"),

  SAMPLED_OUT("mix", "left out by the weight of its language or source");

  private final String stage;
  private final String description;

  DropReason(String stage, String description) {
    this.stage = stage;
    this.description = description;
  }

  /** Name in metrics, verdicts, rejects and documentation. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Stage of the recipe that decides on this reason. */
  public String stage() {
    return stage;
  }

  public String description() {
    return description;
  }
}
