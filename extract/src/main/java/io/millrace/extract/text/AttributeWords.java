package io.millrace.extract.text;

import java.util.function.Consumer;

/** The words of an attribute such as {@code class}: {@code mainNav post-body} has four. */
public final class AttributeWords {

  /** Characters of a value that are read. */
  private static final int MAX_LENGTH = 256;

  private AttributeWords() {}

  public static String start(String value) {
    return value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH);
  }

  /**
   * Calls the consumer with each run of letters; a capital after a small letter starts a new one.
   */
  public static void forEach(String attributes, Consumer<String> consumer) {
    int start = 0;
    int end = attributes.length();
    for (int i = 0; i <= end; i++) {
      char c = i < end ? attributes.charAt(i) : ' ';
      boolean camel = i > start && isUpper(c) && !isUpper(attributes.charAt(i - 1));
      if (isLetter(c) && !camel) {
        continue;
      }
      if (i - start > 1) {
        consumer.accept(attributes.substring(start, i));
      }
      start = camel ? i : i + 1;
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || isUpper(c);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
