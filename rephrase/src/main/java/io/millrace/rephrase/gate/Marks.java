package io.millrace.rephrase.gate;

/** Commas, semicolons, colons, dashes and brackets between words. */
final class Marks {

  private Marks() {}

  /** Gaps with a mark from one word to another. */
  static int between(Tokens text, int from, int to) {
    int marks = 0;
    for (int i = from; i < to; i++) {
      int here = 0;
      for (int at = text.end(i); at < text.start(i + 1); at++) {
        here |= isMark(text.text(), at) ? 1 : 0;
      }
      marks += here;
    }
    return marks;
  }

  private static boolean isMark(String text, int at) {
    char c = text.charAt(at);
    boolean spaced = at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
    return switch (c) {
      case ',', ':' -> spaced;
      case ';', '(', ')', '–', '—', '،', '、', '，', '；', '：' -> true;
      case '-' -> spaced;
      default -> false;
    };
  }
}
