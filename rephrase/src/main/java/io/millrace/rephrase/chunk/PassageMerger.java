package io.millrace.rephrase.chunk;

import com.ibm.icu.lang.UScript;
import java.util.List;
import java.util.Map;

/**
 * Puts a document together from its passages, some of them rephrased: the order is the document's,
 * and so are the paragraph breaks between passages. Where a passage has no rephrased text its
 * original stands. A remnant that the chunker dropped is left out.
 */
public final class PassageMerger {

  private PassageMerger() {}

  /**
   * @param text the document's text that was cut
   * @param passages all passages of the text, in their order
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

  /** The break beside rephrased text: that of the document, but never words run together. */
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
      // the full stops and brackets of East Asia
      default -> c >= 0x3000 && c <= 0x303F || c >= 0xFF01 && c <= 0xFF65;
    };
  }
}
