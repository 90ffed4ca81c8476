package io.millrace.rephrase.chunk;

import com.ibm.icu.lang.UScript;
import java.util.List;
import java.util.Map;

/**
 * Joins the passages of a document, some of them rephrased, in the order of the document and with
 * its paragraph breaks. A passage without a rephrased text keeps its original. A remnant that the
 * chunker dropped is omitted.
 */
public final class PassageMerger {

  private PassageMerger() {}

  /**
   * @param text of the document
   * @param passages to join, in order
   * @param rephrased texts by number of the passage
   */
  public static String merge(String text, List<Passage> passages, Map<Integer, String> rephrased) {
    StringBuilder merged = new StringBuilder(text.length());
    Passage before = null;
    for (Passage passage : passages) {
      String own = rephrased.getOrDefault(passage.number(), passage.text());
      if (before != null) {
        String separator = text.substring(before.end(), passage.start());
        boolean asItWas =
            !rephrased.containsKey(before.number()) && !rephrased.containsKey(passage.number());
        merged.append(
            asItWas
                ? separator
                : separator(
                    separator, rephrased.getOrDefault(before.number(), before.text()), own));
      }
      merged.append(own);
      before = passage;
    }
    return merged.toString();
  }

  /** The break beside a rephrased text: as in the document, but words are always separated. */
  private static String separator(String separator, String before, String after) {
    long lineEnds = separator.replace("\r\n", "\n").chars().filter(PassageMerger::ends).count();
    if (lineEnds > 0) {
      return lineEnds == 1 && !hasLines(before) && !hasLines(after) ? "\n" : "\n\n";
    }
    if (hasLines(before) || hasLines(after)) {
      return "\n\n";
    }
    if (!separator.isEmpty() || before.isEmpty() || after.isEmpty()) {
      return separator;
    }
    return withoutSpaces(before.codePointBefore(before.length())) ? "" : " ";
  }

  private static boolean ends(int c) {
    return Blanks.isLineEnd((char) c);
  }

  private static boolean hasLines(String text) {
    return text.indexOf('\n') >= 0;
  }

  private static boolean withoutSpaces(int c) {
    return switch (UScript.getScript(c)) {
      case UScript.HAN,
          UScript.HIRAGANA,
          UScript.KATAKANA,
          UScript.THAI,
          UScript.LAO,
          UScript.KHMER,
          UScript.MYANMAR,
          UScript.TIBETAN ->
          true;
      // full stops and brackets of East Asia
      default -> c >= 0x3000 && c <= 0x303F || c >= 0xFF01 && c <= 0xFF65;
    };
  }
}
