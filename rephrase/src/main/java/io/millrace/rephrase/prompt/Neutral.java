package io.millrace.rephrase.prompt;

import java.util.regex.Pattern;

/**
 * Neutralises text that would end the quoted passage or begin a new turn: the tags of prompts, and
 * the control tokens of common chat formats, which servers may parse in any text. Their angle or
 * square brackets become similar quotation marks or white brackets; nothing else changes.
 * Idempotent.
 */
final class Neutral {

  private static final int LONGEST_TITLE = 200;

  private static final Pattern CONTROL = Pattern.compile("<\\|([^<>|\\n]{1,40})\\|>");
  private static final Pattern TURN =
      Pattern.compile(
          "<(/?(?:s|start_of_turn|end_of_turn|bos|eos|think|tool_call|im_start|im_end))>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SYSTEM = Pattern.compile("<<(/?SYS)>>");
  private static final Pattern INSTRUCTION = Pattern.compile("\\[(/?INST)\\]");

  private Neutral() {}

  /** A pattern for the tags of a prompt, to pass to {@link #text}. */
  static Pattern tags(Iterable<String> names) {
    StringBuilder any = new StringBuilder();
    for (String name : names) {
      any.append(any.length() == 0 ? "" : "|").append(Pattern.quote(name));
    }
    return Pattern.compile(
        "<(\\s{0,8}/?\\s{0,8}(?:" + any + ")(?:\\s[^<>]{0,200})?/?)>", Pattern.CASE_INSENSITIVE);
  }

  static String text(String text, Pattern tags) {
    if (text.indexOf('<') < 0 && text.indexOf('[') < 0) {
      return text;
    }
    // the result of one rule may match another; the patterns bound the nesting
    String calm = text;
    String before;
    do {
      before = calm;
      calm = tags.matcher(calm).replaceAll("‹$1›");
      calm = CONTROL.matcher(calm).replaceAll("‹|$1|›");
      calm = TURN.matcher(calm).replaceAll("‹$1›");
      calm = SYSTEM.matcher(calm).replaceAll("‹‹$1››");
      calm = INSTRUCTION.matcher(calm).replaceAll("⟦$1⟧");
    } while (!calm.equals(before));
    return calm;
  }

  /** A title in one line of limited length. */
  static String title(String title, Pattern tags) {
    String line = text(title, tags).replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_TITLE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE)).strip();
  }
}
