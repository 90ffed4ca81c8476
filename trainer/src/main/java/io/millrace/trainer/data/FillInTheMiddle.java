package io.millrace.trainer.data;

import io.millrace.trainer.tokenizer.TextTokenizer;
import java.util.SplittableRandom;

/**
 * Fill-in-the-middle (Bavarian et al. 2022): a text is split at two uniformly drawn code points and
 * the middle moves to the end, so that a model that predicts the next token learns to fill gaps.
 * Prefix first: {@code <fim_prefix> P <fim_suffix> S <fim_middle> M}; suffix first, the paper's
 * second variant: {@code <fim_prefix> <fim_suffix> S <fim_middle> P M}. Seed, id and pass decide
 * which documents are rearranged, where and how.
 */
final class FillInTheMiddle {

  private final TextTokenizer tokenizer;
  private final DataSettings settings;
  private final int prefix;
  private final int suffix;
  private final int middle;

  /**
   * @throws IllegalArgumentException when the settings need special tokens that the tokenizer lacks
   */
  FillInTheMiddle(TextTokenizer tokenizer, DataSettings settings) {
    this.tokenizer = tokenizer;
    this.settings = settings;
    this.prefix = tokenizer.special("<fim_prefix>");
    this.suffix = tokenizer.special("<fim_suffix>");
    this.middle = tokenizer.special("<fim_middle>");
    if (settings.fimRate() > 0 && (prefix < 0 || suffix < 0 || middle < 0)) {
      throw new IllegalArgumentException(
          "fim_rate is "
              + settings.fimRate()
              + ", but the tokenizer lacks <fim_prefix>, <fim_suffix> or <fim_middle>");
    }
  }

  /** The tokens of a document, rearranged or not, with its end of text. */
  int[] encode(TrainingItem item, long pass) {
    String text = item.document().text();
    if (settings.fimRate() > 0) {
      SplittableRandom random =
          Seeds.random(settings.seed(), "fim", item.document().id(), "" + pass);
      if (random.nextDouble() < settings.fimRate()) {
        return rearranged(text, random);
      }
    }
    int[] ids = tokenizer.encode(text);
    int[] ended = java.util.Arrays.copyOf(ids, ids.length + 1);
    ended[ids.length] = tokenizer.endOfText();
    return ended;
  }

  private int[] rearranged(String text, SplittableRandom random) {
    int points = text.codePointCount(0, text.length());
    int one = random.nextInt(points + 1);
    int other = random.nextInt(points + 1);
    int first = text.offsetByCodePoints(0, Math.min(one, other));
    int second = text.offsetByCodePoints(first, Math.abs(one - other));
    boolean suffixFirst = random.nextDouble() < settings.fimSpmShare();
    int[] before = tokenizer.encode(text.substring(0, first));
    int[] between = tokenizer.encode(text.substring(first, second));
    int[] after = tokenizer.encode(text.substring(second));
    int[] ids = new int[before.length + between.length + after.length + 4];
    int at = put(ids, 0, prefix);
    if (suffixFirst) {
      at = put(ids, at, suffix);
      at = put(ids, at, after);
      at = put(ids, at, middle);
      at = put(ids, at, before);
    } else {
      at = put(ids, at, before);
      at = put(ids, at, suffix);
      at = put(ids, at, after);
      at = put(ids, at, middle);
    }
    at = put(ids, at, between);
    ids[at] = tokenizer.endOfText();
    return ids;
  }

  private static int put(int[] ids, int at, int... part) {
    System.arraycopy(part, 0, ids, at, part.length);
    return at + part.length;
  }
}
