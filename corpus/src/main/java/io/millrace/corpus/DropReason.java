package io.millrace.corpus;

import io.millrace.api.Reason;
import java.util.Locale;

/**
 * Why a stage dropped a document. The key is the metric's name, the field in the rejects and the
 * row in the stage's documentation; a test compares the three.
 */
public enum DropReason implements Reason {
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

  NO_CAPTION("image-candidates", "no text of the kinds asked for goes with the image"),
  OUTSIDE_CONTENT("image-candidates", "the image stands outside the page's main content"),
  STATED_TOO_SMALL("image-candidates", "the page states a size below the limit"),

  CAPTION_IS_FILE_NAME("image-text", "the caption is the name of a file or an address"),
  CAPTION_IS_GENERIC("image-text", "the caption says nothing but 'image', 'logo' and the like"),
  CAPTION_TOO_FEW_WORDS("image-text", "the caption has too few words"),
  CAPTION_TOO_SHORT("image-text", "the caption has too few characters"),
  CAPTION_TOO_LONG("image-text", "the caption has too many characters"),
  CAPTION_IS_WORD_LIST("image-text", "the caption is a list of search words"),

  BAD_URL("image-fetch", "the address is no http or https address"),
  RESERVED_ADDRESS(
      "image-fetch", "the address leads to a private, loopback, link-local or reserved network"),
  DNS("image-fetch", "the host's name cannot be resolved"),
  CONNECT("image-fetch", "no connection could be made"),
  TLS("image-fetch", "the secure connection could not be made"),
  TIMEOUT("image-fetch", "the server took too long"),
  RESET("image-fetch", "the connection broke before the answer was whole"),
  BAD_RESPONSE("image-fetch", "what came back is not HTTP"),
  NOT_FOUND("image-fetch", "status 404 or 410"),
  FORBIDDEN("image-fetch", "status 401, 403, 407 or 451"),
  RATE_LIMITED("image-fetch", "status 429, after all tries"),
  SERVER_ERROR("image-fetch", "status 500 or above, after all tries"),
  OTHER_STATUS("image-fetch", "any other status but 200"),
  REDIRECTS("image-fetch", "too many redirects, or a redirect to nowhere"),
  ROBOTS("image-fetch", "robots.txt disallows it"),
  OPT_OUT("image-fetch", "the owner reserves it: noai, noimageai, noindex or TDM reservation"),
  OPT_OUT_UNREAD(
      "image-fetch", "what the owner states cannot be read to its end, so it counts as reserved"),
  IMAGE_TOO_LARGE("image-fetch", "more bytes than the limit"),
  EMPTY_BODY("image-fetch", "no bytes"),

  NOT_AN_IMAGE("image-decode", "the bytes are no image of a kind that is known"),
  UNREAD_IMAGE_TYPE("image-decode", "an image of a kind that no library here reads (AVIF, SVG)"),
  DAMAGED_IMAGE("image-decode", "the image cannot be decoded"),
  TOO_MANY_PIXELS("image-decode", "more pixels than the limit"),

  IMAGE_TOO_SMALL("image-filter", "the short side has too few pixels"),
  IMAGE_ASPECT("image-filter", "the image is too long for its width, or too wide"),
  BLANK_IMAGE("image-filter", "one colour or an even gradient"),
  REPEATED_IMAGE("image-dedup", "too many pages show it: a logo, a button, a tracking pixel"),
  TEXT_IMAGE("image-ocr", "too much of it is text"),

  SAME_IMAGE("image-dedup", "an earlier pair has the same bytes; its captions went there"),
  NEAR_IMAGE("image-dedup", "an earlier image looks the same"),
  REPEATED_CAPTION("image-dedup", "as many earlier images as may have the same caption"),
  EVALUATION_IMAGE("image-dedup", "it is like an image of an evaluation set"),

  IMAGE_TEXT_SCORE("image-score", "image and caption do not fit each other well enough"),
  IMAGE_TEXT_SHARE("image-score", "others of its language fit better, as many as are kept"),

  REPHRASED("rephrase", "the recipe asks for its rephrased text in its place"),

  SAMPLED_OUT("mix", "left out by the weight of its language or source"),

  TAKEN_DOWN("takedown", "taken out of the finished output on request");

  private final String stage;
  private final String description;

  DropReason(String stage, String description) {
    this.stage = stage;
    this.description = description;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String stage() {
    return stage;
  }

  public String description() {
    return description;
  }
}
